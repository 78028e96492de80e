// What was typed and has not been saved, kept in this browser. A full or forbidden store
// is no fault: what is typed still stands on the page. Shared by the pages that save as
// one types.
export const device = {
  keep(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Full or forbidden.
    }
  },
  forget(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      // Nothing was kept where nothing can be.
    }
  },
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  },
  names(prefix) {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    } catch {
      return [];
    }
  },
};
