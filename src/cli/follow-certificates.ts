import type { Logger } from 'pino';
import type { Metrics } from '../observe/metrics.ts';
import type { Clock } from '../std/clock.ts';
import type { Credentials } from '../transport/credentials.ts';
import { Renewal } from '../transport/renewal.ts';

/** Something that is followed until it is told to stop. */
export interface Followed {
  stop(): void;
}

/**
 * Reads certificates again when their files change and when the process gets SIGHUP, and says in the log and in the
 * metrics what came of it and what ends soon.
 */
export function followCertificates(
  { configured }: Credentials,
  logger: Logger,
  metrics: Pick<Metrics, 'certificatesInUse' | 'certificatesRead'>,
  clock: Clock,
): Followed {
  const tell = ({ name, content }: Credentials['configured'][number]) =>
    metrics.certificatesInUse(name, [...content.chain, ...content.authorities]);
  for (const credential of configured) tell(credential);
  const renewal = new Renewal(configured, clock, {
    reloaded: (credential) => {
      tell(credential);
      metrics.certificatesRead(credential.name, 'reloaded');
      const { certificate } = credential;
      logger.info(
        {
          credential: credential.name,
          ...(certificate && { thumbprint: certificate.thumbprint, notAfter: certificate.notAfter }),
        },
        'New certificate files are in use for new connections',
      );
    },
    refused: (credential, error) => {
      metrics.certificatesRead(credential.name, 'refused');
      logger.error(
        { credential: credential.name, code: error.code, detail: error.detail },
        'New certificate files were refused; those before stay in use',
      );
    },
    ending: (credential, { subject, notAfter }, days) =>
      logger.warn(
        { credential: credential.name, subject, notAfter, days },
        days < 0 ? 'A certificate has ended' : 'A certificate ends soon',
      ),
  });
  const onSignal = () => void renewal.check();
  process.on('SIGHUP', onSignal);
  void renewal.check();
  return {
    stop: () => {
      process.off('SIGHUP', onSignal);
      renewal.stop();
    },
  };
}
