// A certified OpenID Connect provider on a free port of this machine, with Entra ID's paths, for `tests/tests/oidc`.
//
// It writes its address as one line to standard output, and ends when its standard input does. `CERTIFICATE` is the
// certificate (PEM) of the client that proves itself with a key. Nothing here is a secret: every client is made up.

import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';

import Provider from 'oidc-provider';

const TENANT = '/contoso';
const ALL = 'https://graph.microsoft.com/.default';
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';

// The clients that live shorter than a person takes to sign in.
const isHasty = (client) => client.clientId.startsWith('hasty');

const own = (method, more) => ({
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
  token_endpoint_auth_method: method,
  ...more,
});

const desktop = (client_id) => ({
  client_id,
  application_type: 'native',
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: ['http://localhost', 'http://127.0.0.1/signed/in'],
  token_endpoint_auth_method: 'none',
});

const device = (client_id) => ({
  client_id,
  grant_types: [DEVICE, 'refresh_token'],
  redirect_uris: [],
  response_types: [],
  token_endpoint_auth_method: 'none',
});

const key = new X509Certificate(process.env.CERTIFICATE).publicKey.export({ format: 'jwk' });

const configuration = {
  clients: [
    { client_id: 'posts', client_secret: 'made-up +/&=% secret', ...own('client_secret_post') },
    { client_id: 'signs', jwks: { keys: [{ ...key, use: 'sig' }] }, ...own('private_key_jwt') },
    desktop('desktop'),
    desktop('hasty-desktop'),
    device('device'),
    device('hasty-device'),
  ],
  clientAuthMethods: ['client_secret_post', 'private_key_jwt', 'none'],
  claims: { openid: ['sub'] },
  cookies: { keys: ['made up'] },
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    devInteractions: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    resourceIndicators: { enabled: false },
  },
  pkce: { required: () => true },
  responseTypes: ['code'],
  rotateRefreshToken: true,
  routes: {
    authorization: `${TENANT}/oauth2/v2.0/authorize`,
    device_authorization: `${TENANT}/oauth2/v2.0/devicecode`,
    token: `${TENANT}/oauth2/v2.0/token`,
  },
  scopes: ['openid', 'offline_access', ALL, 'User.Read'],
  ttl: {
    AccessToken: 3600,
    AuthorizationCode: (_context, _code, client) => (isHasty(client) ? 1 : 60),
    ClientCredentials: 3600,
    DeviceCode: (_context, _code, client) => (isHasty(client) ? 2 : 60),
    Grant: 3600,
    Interaction: 60,
    RefreshToken: 3600,
    Session: 60,
  },
};

// Standard output is for the address alone: nobody reads it afterwards.
console.info = () => {};
console.log = () => {};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(address, configuration);
  // The provider names no pace, so that a client would ask every five seconds. Entra ID names one; this is a quick one.
  provider.use(async (context, next) => {
    await next();
    if (context.oidc?.route === 'device_authorization' && context.status === 200) {
      context.body = { ...context.body, interval: 1 };
    }
  });
  server.on('request', provider.callback());
  process.stdout.write(`${address}\n`);
});

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
