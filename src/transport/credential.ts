import type { SecureContext } from 'node:tls';
import type { CertificateFacts } from './certificate.ts';
import { type CredentialContent, type CredentialFiles, readCredential } from './credential-files.ts';
import { secureContext } from './tls-profile.ts';

/** Who shows a certificate, or judges one, where. */
export type CredentialName = 'server' | 'services' | 'mongodb' | 'key_vault' | 'redis' | 'kms' | 'mail';

/**
 * A party's certificate, key and trusted authorities, as they are now. Reading them anew changes what the next
 * connections use, of servers and of clients; those under way go on.
 */
export class Credential {
  readonly name: CredentialName;
  readonly files: CredentialFiles;
  /** For whoever connects. Always the same object: what it holds follows `reload`. */
  readonly clientContext: SecureContext;
  readonly #listeners = new Set<(content: CredentialContent) => void>();
  #content: CredentialContent;

  private constructor(name: CredentialName, files: CredentialFiles, content: CredentialContent) {
    this.name = name;
    this.files = files;
    this.#content = content;
    this.clientContext = secureContext(content);
  }

  /** @throws MasterXError `certificate_refused` */
  static async open(name: CredentialName, files: CredentialFiles, now: Date): Promise<Credential> {
    return new Credential(name, files, await readCredential(files, now));
  }

  /** What is in force. */
  get content(): CredentialContent {
    return this.#content;
  }

  /** The certificate that is shown; null where none is. */
  get certificate(): CertificateFacts | null {
    return this.#content.chain[0] ?? null;
  }

  /** Whether any file is named; without one, connections trust the system's authorities and show nothing. */
  get isConfigured(): boolean {
    return Object.values(this.files).some((file) => file !== null);
  }

  /** Told of new content after each reload. Answers how to be told no more. */
  follow(listener: (content: CredentialContent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Reads the files again; true when there was something new, which is in force then.
   *
   * @throws MasterXError `certificate_refused` when they cannot be used: what was in force stays so.
   */
  async reload(now: Date): Promise<boolean> {
    const content = await readCredential(this.files, now);
    if (content.digest === this.#content.digest) return false;
    const next = secureContext(content);
    this.#content = content;
    // Clients hold on to the object, and TLS takes what it holds at the moment a connection is made.
    this.clientContext.context = next.context;
    for (const listener of this.#listeners) listener(content);
    return true;
  }
}
