// A real OpenID provider on loopback for the tests: its certified implementation, people
// from the command line, and a sign-in page that believes what is typed.
//
// node provider.mjs PORT REDIRECT_URI '{"sub": {"email": …, "email_verified": true}}'
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, redirectUri, people] = process.argv.slice(2);
const accounts = JSON.parse(people);
const address = `http://127.0.0.1:${port}`;

const provider = new Provider(address, {
  clients: [
    {
      client_id: "quorate",
      client_secret: "known to the tests",
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  // Entra ID too puts what it tells about someone into the ID token.
  conformIdTokenClaims: false,
  claims: {
    openid: ["sub", "amr"],
    email: ["email", "email_verified", "xms_edov"],
    profile: ["name"],
  },
  cookies: { keys: ["of no use to anyone"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (ctx, interaction) => `/sign-in/${interaction.uid}` },
  pkce: { required: () => true },
  async findAccount(ctx, sub) {
    return accounts[sub] && { accountId: sub, claims: async () => ({ sub, ...accounts[sub] }) };
  },
  // Who signs in here has agreed to what Quorate asks for.
  async loadExistingGrant(ctx) {
    const { client, session } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();

async function typed(request) {
  let body = "";
  for await (const part of request) body += part;
  return new URLSearchParams(body);
}

const PAGE = `<!DOCTYPE html><title>Council sign-in</title><form method="post">
<label>Who <input name="sub"></label><label>How <input name="amr"></label>
<button>Sign in</button><button name="cancel" value="1">Cancel</button></form>`;

createServer(async (request, response) => {
  if (!request.url.startsWith("/sign-in/")) return answer(request, response);
  if (request.method === "GET") {
    response.setHeader("Content-Type", "text/html");
    return response.end(PAGE);
  }
  const said = await typed(request);
  const result = said.has("cancel")
    ? { error: "access_denied" }
    : { login: { accountId: said.get("sub"), amr: said.get("amr")?.split(" ").filter(Boolean) } };
  return provider.interactionFinished(request, response, result);
}).listen(Number(port), "127.0.0.1", () => console.log("ready"));
