// Passkeys: asks the browser for one, writes what it says into the form, and sends it.
// They need a secure page under a name: https, or localhost; never an IP address.
const NUMBER = /^(\d+\.){3}\d+$|^\[|:/;

function reasonAgainst() {
  if (NUMBER.test(location.hostname)) {
    return "Passkeys do not work here because this site’s address is a number (an IP address).";
  }
  if (!window.isSecureContext) return "Passkeys do not work here because this page does not use HTTPS.";
  if (!window.PublicKeyCredential) return "Your browser does not support passkeys.";
  return "";
}

function toBytes(text) {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const letters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const withBytes = (credentials = []) => credentials.map((one) => ({ ...one, id: toBytes(one.id) }));

async function optionsFor(form) {
  const url = form.dataset.optionsUrl;
  if (!url) return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("No answer");
  return answer.json();
}

async function create(options) {
  const asked = options.creation_options.publicKey;
  return navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: toBytes(asked.challenge),
      user: { ...asked.user, id: toBytes(asked.user.id) },
      excludeCredentials: withBytes(asked.excludeCredentials),
      // Kept by the device, and opened by a finger, a face or a PIN: it stands alone.
      authenticatorSelection: {
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    },
  });
}

async function get(options) {
  const asked = options.request_options.publicKey;
  return navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: toBytes(asked.challenge),
      allowCredentials: withBytes(asked.allowCredentials),
    },
  });
}

function inWords(credential) {
  const said = credential.response;
  const response = { clientDataJSON: toText(said.clientDataJSON) };
  if (said.attestationObject) {
    response.attestationObject = toText(said.attestationObject);
    response.transports = said.getTransports?.() ?? [];
  } else {
    response.authenticatorData = toText(said.authenticatorData);
    response.signature = toText(said.signature);
    response.userHandle = said.userHandle ? toText(said.userHandle) : null;
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

function prepare(form) {
  const why = form.querySelector("[data-passkey-why]");
  const problem = form.querySelector("[data-passkey-problem]");
  const button = form.querySelector("[data-passkey-button]");
  const reason = reasonAgainst();
  if (reason) {
    why.textContent = reason;
    return;
  }
  why.hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    problem.textContent = "";
    try {
      const ask = form.dataset.passkey === "create" ? create : get;
      form.elements.credential.value = inWords(await ask(await optionsFor(form)));
      form.submit();
    } catch (error) {
      problem.textContent =
        error.name === "InvalidStateError"
          ? "You already have a passkey on this device."
          : "No passkey was used. Try again, or sign in another way.";
    }
  });
  // Return in the box of its name would send the form without a passkey.
  form.addEventListener("submit", (event) => {
    if (!form.elements.credential.value) {
      event.preventDefault();
      button.click();
    }
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);
