import type { RequestListener, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Entropy } from '../std/random.ts';
import type { Credential } from '../transport/credential.ts';
import { boundServer, type ListenerOptions } from './listener.ts';
import { bind, closeServer, urlOf } from './listening.ts';
import { hostText, isPublicHost, type OwnNames } from './own-names.ts';
import { redirectHandler } from './redirect.ts';

/** Where else the service listens. */
export interface Listeners {
  /** Where services are answered, who show a certificate; null without such a listener. */
  readonly services: string | null;
  /** Where plain HTTP is led to HTTPS; null without such a listener. */
  readonly redirect: string | null;
}

/** What the listeners beside the main one are made with. */
export interface SideListenersParts {
  readonly listener: Omit<ListenerOptions, 'credential' | 'demandsClient'>;
  /** Answers what is no request. */
  readonly answerBroken: (thrown: Error, socket: Socket) => void;
  readonly entropy: Entropy;
}

/** The listeners beside the main one: for services, and for plain HTTP. */
export class SideListeners {
  readonly #parts: SideListenersParts;
  #services: Server | null = null;
  #redirect: Server | null = null;

  constructor(parts: SideListenersParts) {
    this.#parts = parts;
  }

  get urls(): Listeners {
    return { services: urlOf(this.#services, 'https'), redirect: urlOf(this.#redirect, 'http') };
  }

  /**
   * Answers services, each of which shows a certificate of the credential's authorities; TLS refuses whoever shows none.
   *
   * @throws MasterXError `configuration_invalid` for a taken address
   */
  async openServices(
    address: string,
    port: number,
    credential: Credential,
    handler: RequestListener,
  ): Promise<void> {
    const options = { ...this.#parts.listener, credential, demandsClient: true };
    this.#services = boundServer(handler, options);
    this.#services.on('clientError', this.#parts.answerBroken);
    await bind(this.#services, address, port, 'MASTERX_SERVICE_PORT');
  }

  /**
   * Leads plain HTTP to HTTPS: to the public origin of the name that was asked, else to the same name at `securePort`.
   *
   * @throws MasterXError `configuration_invalid` for a taken address
   */
  async openRedirect(
    address: string,
    port: number,
    own: (port: number | null) => OwnNames,
    securePort: number,
  ): Promise<void> {
    const { origins } = own(null);
    const target = (host: string) =>
      origins.find((origin) => isPublicHost(host, { origins: [asPlain(origin)] })) ??
      `https://${hostText(nameOf(host), securePort)}`;
    const plain = (at: number | null): OwnNames => ({
      ...own(at),
      scheme: 'http',
      origins: origins.map(asPlain),
    });
    const handler = redirectHandler(plain, target, this.#parts.entropy);
    this.#redirect = boundServer(handler, { ...this.#parts.listener, credential: null });
    this.#redirect.on('clientError', this.#parts.answerBroken);
    await bind(this.#redirect, address, port, 'MASTERX_REDIRECT_PORT');
  }

  async close(): Promise<void> {
    const servers = [this.#services, this.#redirect];
    this.#services = null;
    this.#redirect = null;
    await Promise.all(servers.map((server) => server && closeServer(server)));
  }
}

/** What a public origin is called in plain HTTP, at the usual port. */
const asPlain = (origin: string): string => `http://${new URL(origin).hostname}`;

/** The name in a header Host, without its port. */
const nameOf = (host: string): string => host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
