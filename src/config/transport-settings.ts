import { integer, type Setting, setting, text } from './setting.ts';
import { origins, proxies, services } from './transport-readers.ts';

/** A file in PEM, or none. */
const file = (variable: Setting<unknown>['variable'], description: string) =>
  setting<string | null>({ variable, description, fallback: null, read: text });

/** How the service is reached, and how it reaches others: certificates, ports, names. See docs/transport.md. */
export const TRANSPORT_SETTINGS = {
  tlsCertificate: file(
    'MASTERX_TLS_CERT',
    'Certificate chain of the HTTP service (PEM, its own certificate first). With it and its key the service speaks HTTPS, TLS 1.3 only. Read again when it changes.',
  ),
  tlsKey: file(
    'MASTERX_TLS_KEY',
    'Private key of that certificate (PEM, not encrypted, readable by its owner or group only).',
  ),
  publicOrigins: setting<readonly string[]>({
    variable: 'MASTERX_PUBLIC_ORIGINS',
    description:
      'Origins the service is reached at from elsewhere, such as `https://learn.example.org`, separated by commas; HTTP is redirected to the first. Requests by other names are refused, besides those of this machine.',
    fallback: [],
    read: origins(16),
  }),
  redirectPort: setting<number | null>({
    variable: 'MASTERX_REDIRECT_PORT',
    description:
      'Port of a listener in plain HTTP that only leads pages to HTTPS and refuses everything else. Without it there is none.',
    fallback: null,
    read: integer(0, 65_535),
  }),
  servicePort: setting<number | null>({
    variable: 'MASTERX_SERVICE_PORT',
    description:
      'Port of a listener on which only services are answered: each presents a client certificate of MASTERX_SERVICE_CA. Without it there is none.',
    fallback: null,
    read: integer(0, 65_535),
  }),
  serviceCa: file(
    'MASTERX_SERVICE_CA',
    'Authorities (PEM) whose client certificates the listener for services takes.',
  ),
  services: setting<readonly string[]>({
    variable: 'MASTERX_SERVICES',
    description:
      'Services and their client certificates, separated by commas: `name=spiffe://…` (a URI the certificate is made out to) or `name=sha256:…` (its thumbprint, see `masterx certs show`); then what it is given, each scope after a semicolon, such as `;learning:write`. Without scopes it may do nothing with learners’ data.',
    fallback: [],
    read: services(256),
  }),
  trustedProxies: setting<readonly string[]>({
    variable: 'MASTERX_TRUSTED_PROXIES',
    description:
      'Addresses or networks (CIDR) of proxies whose X-Forwarded-For says where a request came from, separated by commas. Nobody else is believed.',
    fallback: [],
    read: proxies(64),
  }),
  mongodbCa: file(
    'MASTERX_MONGODB_CA',
    'Authorities (PEM) that may vouch for the MongoDB deployment; the system’s own without it. Naming one turns TLS on.',
  ),
  mongodbCertificate: file(
    'MASTERX_MONGODB_CERT',
    'Client certificate shown to the MongoDB deployment (PEM).',
  ),
  mongodbKey: file('MASTERX_MONGODB_KEY', 'Private key of that client certificate (PEM).'),
  keyVaultCa: file(
    'MASTERX_KEYVAULT_CA',
    'As MASTERX_MONGODB_CA, for the key vault where it has a deployment of its own.',
  ),
  keyVaultCertificate: file(
    'MASTERX_KEYVAULT_CERT',
    'Client certificate shown to the key vault’s own deployment (PEM).',
  ),
  keyVaultKey: file('MASTERX_KEYVAULT_KEY', 'Private key of that client certificate (PEM).'),
  redisCa: file(
    'MASTERX_REDIS_CA',
    'Authorities (PEM) that may vouch for Redis (`rediss://…`); the system’s own without it.',
  ),
  redisCertificate: file('MASTERX_REDIS_CERT', 'Client certificate shown to Redis (PEM).'),
  redisKey: file('MASTERX_REDIS_KEY', 'Private key of that client certificate (PEM).'),
  kmsCa: file(
    'MASTERX_KMS_CA',
    'Authorities (PEM) that may vouch for the KMS, where it is not the one of AWS; the system’s own without it.',
  ),
} as const;
