import type { Config } from '../config/settings.ts';
import { MasterXError } from '../errors/error.ts';
import { listeningAddress } from '../http/reach.ts';
import { signInMode } from '../http/sign-in-mode.ts';
import { type CertificateFacts, daysLeft } from '../transport/certificate.ts';
import { Credentials } from '../transport/credentials.ts';
import { warnedAt } from '../transport/renewal.ts';
import { type Finding, good, notice, problem } from './doctor-finding.ts';

/** The certificates of the settings, or what is wrong with them. */
export async function openedCredentials(
  config: Config,
  now: Date,
): Promise<{ readonly credentials: Credentials | null; readonly finding: Finding | null }> {
  try {
    return { credentials: await Credentials.open(config, now), finding: null };
  } catch (thrown) {
    const { message, hint, code } = MasterXError.from(thrown);
    return { credentials: null, finding: problem('Certificates', message, hint, { code }) };
  }
}

/** Where the service would listen, and whether it may. */
export function reachFinding(config: Config): Finding {
  const facts = {
    host: config.host,
    port: config.port,
    encrypted: config.tlsCertificate !== null,
    signIn: signInMode(config),
    origins: config.publicOrigins,
    trustedProxies: config.trustedProxies,
  };
  try {
    const address = listeningAddress(config);
    const how = facts.encrypted ? 'HTTPS (TLS 1.3)' : 'plain HTTP, for this machine only';
    return good('Transport', `${how}, on ${address} port ${config.port}; sign-in: ${facts.signIn}`, facts);
  } catch (thrown) {
    const { message, hint, code } = MasterXError.from(thrown);
    return problem('Transport', message, hint, { ...facts, code });
  }
}

/** What is left of each certificate in use. */
export function certificateFindings(credentials: Credentials | null, now: Date): readonly Finding[] {
  const certificates = (credentials?.configured ?? []).flatMap(({ name, content }) =>
    [...content.chain, ...content.authorities].map((certificate) => ({ name, certificate })),
  );
  if (certificates.length === 0) return [good('Certificates', 'none in use', { certificates: [] })];
  const rows = certificates.map(({ name, certificate }) => {
    const days = daysLeft(certificate, now);
    return { name, subject: certificate.subject, notAfter: certificate.notAfter, days, certificate };
  });
  const facts = {
    certificates: rows.map(({ name, subject, notAfter, days }) => ({
      name,
      subject,
      notAfter,
      daysLeft: days,
    })),
  };
  const ending = rows.filter(({ certificate, days }) => warnedAt(certificate, days) !== null);
  const first = rows.reduce((one, other) => (other.days < one.days ? other : one));
  const text = `${rows.length} in use; the first ends on ${first.notAfter.toISOString().slice(0, 10)} (${textOf(first)})`;
  if (ending.length === 0) return [good('Certificates', text, facts)];
  const list = ending.map(textOf).join('; ');
  const hint = 'Renew it and put it in the same files: a running service takes it into use by itself.';
  return [
    ending.some(({ days }) => days < 0)
      ? problem('Certificates', `ended: ${list}`, hint, facts)
      : notice('Certificates', `ending soon: ${list}`, hint, facts),
  ];
}

function textOf({
  name,
  subject,
  days,
}: {
  readonly name: string;
  readonly subject: CertificateFacts['subject'];
  readonly days: number;
}): string {
  return `${name}: ${subject}, ${days} days left`;
}
