import type { Config } from '../config/settings.ts';
import type { TRANSPORT_SETTINGS } from '../config/transport-settings.ts';
import { MasterXError } from '../errors/error.ts';
import { Credential, type CredentialName } from './credential.ts';
import type { CredentialFiles } from './credential-files.ts';

/** The settings that decide about transport. */
export type TransportSettings = Pick<Config, keyof typeof TRANSPORT_SETTINGS> &
  Partial<Pick<Config, 'smtpCaFile'>>;

/** Every certificate, key and authority this process works with, by who shows or judges it. */
export class Credentials {
  /** What the HTTP service shows; null where it speaks plain HTTP. */
  readonly server: Credential | null;
  /** What the listener for services shows, and which authorities it takes clients of; null where there is none. */
  readonly services: Credential | null;
  readonly mongodb: Credential;
  readonly keyVault: Credential;
  readonly redis: Credential;
  readonly kms: Credential;
  readonly mail: Credential;

  private constructor(
    of: Pick<Credentials, 'server' | 'services' | 'mongodb' | 'keyVault' | 'redis' | 'kms' | 'mail'>,
  ) {
    this.server = of.server;
    this.services = of.services;
    this.mongodb = of.mongodb;
    this.keyVault = of.keyVault;
    this.redis = of.redis;
    this.kms = of.kms;
    this.mail = of.mail;
  }

  /**
   * Reads whatever the settings name.
   *
   * @throws MasterXError `certificate_refused`; `configuration_invalid` where one setting needs another.
   */
  static async open(settings: TransportSettings, now: Date): Promise<Credentials> {
    assertComplete(settings);
    const open = (name: CredentialName, files: CredentialFiles) => Credential.open(name, files, now);
    const { tlsCertificate: certificate, tlsKey: key, serviceCa } = settings;
    const [server, services, mongodb, keyVault, redis, kms, mail] = await Promise.all([
      certificate === null ? null : open('server', { certificate, key, ca: null }),
      serviceCa === null ? null : open('services', { certificate, key, ca: serviceCa }),
      open('mongodb', {
        certificate: settings.mongodbCertificate,
        key: settings.mongodbKey,
        ca: settings.mongodbCa,
      }),
      open('key_vault', {
        certificate: settings.keyVaultCertificate,
        key: settings.keyVaultKey,
        ca: settings.keyVaultCa,
      }),
      open('redis', {
        certificate: settings.redisCertificate,
        key: settings.redisKey,
        ca: settings.redisCa,
      }),
      open('kms', { certificate: null, key: null, ca: settings.kmsCa }),
      open('mail', { certificate: null, key: null, ca: settings.smtpCaFile ?? null }),
    ]);
    return new Credentials({ server, services, mongodb, keyVault, redis, kms, mail });
  }

  /** Those that rest on files. */
  get configured(): readonly Credential[] {
    const all = [this.server, this.services, this.mongodb, this.keyVault, this.redis, this.kms, this.mail];
    return all.filter((credential): credential is Credential => credential?.isConfigured === true);
  }
}

/** @throws MasterXError `configuration_invalid` for a setting without the one it needs. */
function assertComplete(settings: TransportSettings): void {
  const needs: readonly [unknown, string, unknown, string][] = [
    [settings.tlsCertificate, 'MASTERX_TLS_CERT', settings.tlsKey, 'MASTERX_TLS_KEY'],
    [settings.tlsKey, 'MASTERX_TLS_KEY', settings.tlsCertificate, 'MASTERX_TLS_CERT'],
    [settings.servicePort, 'MASTERX_SERVICE_PORT', settings.serviceCa, 'MASTERX_SERVICE_CA'],
    [settings.serviceCa, 'MASTERX_SERVICE_CA', settings.tlsCertificate, 'MASTERX_TLS_CERT'],
    [settings.redirectPort, 'MASTERX_REDIRECT_PORT', settings.tlsCertificate, 'MASTERX_TLS_CERT'],
    [settings.mongodbCertificate, 'MASTERX_MONGODB_CERT', settings.mongodbKey, 'MASTERX_MONGODB_KEY'],
    [settings.keyVaultCertificate, 'MASTERX_KEYVAULT_CERT', settings.keyVaultKey, 'MASTERX_KEYVAULT_KEY'],
    [settings.redisCertificate, 'MASTERX_REDIS_CERT', settings.redisKey, 'MASTERX_REDIS_KEY'],
  ];
  const missing = needs.filter(([set, , needed]) => set !== null && needed === null);
  if (missing.length === 0) return;
  const violations = missing.map(([, name, , needed]) => ({ path: needed, message: `is needed by ${name}` }));
  throw new MasterXError('configuration_invalid', {
    detail: violations.map(({ path, message }) => `${path} ${message}.`).join(' '),
    violations,
  });
}
