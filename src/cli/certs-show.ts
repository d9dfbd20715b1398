import { type CertificateFacts, daysLeft } from '../transport/certificate.ts';
import { factsIn, readText } from '../transport/credential-files.ts';
import type { CommonOptions } from './command.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Paint } from './terminal.ts';

/** Prints what the certificates of files say. */
export async function certsShow(
  { terminal, clock }: CommandContext,
  { json }: CommonOptions,
  ...files: readonly string[]
): Promise<ExitCode> {
  const now = clock.now();
  const certificates: ({ file: string; daysLeft: number } & CertificateFacts)[] = [];
  for (const file of files) {
    for (const facts of factsIn(await readText(file), file)) {
      certificates.push({ file, daysLeft: daysLeft(facts, now), ...facts });
    }
  }
  const valid = certificates.every(({ notBefore, notAfter }) => notBefore <= now && now < notAfter);
  if (json) terminal.line(JSON.stringify({ valid, certificates }));
  else {
    for (const certificate of certificates) {
      for (const line of linesOf(certificate, now, terminal.paint.answer)) terminal.line(line);
    }
  }
  return valid ? EXIT.done : EXIT.failed;
}

function linesOf(
  certificate: CertificateFacts & { readonly file: string; readonly daysLeft: number },
  now: Date,
  paint: Paint,
): readonly string[] {
  const { file, subject, issuer, names, notBefore, notAfter, thumbprint, thumbprintBase64url } = certificate;
  const { daysLeft: left, isAuthority, key, serial } = certificate;
  const state =
    notAfter <= now
      ? paint.red('it has expired')
      : notBefore > now
        ? paint.red('it is not valid yet')
        : `${left} days left`;
  return [
    paint.bold(`${file}: ${subject}${isAuthority ? ' (an authority)' : ''}`),
    `  Names       ${[...names.dns, ...names.ip, ...names.uri].join(', ') || 'none'}`,
    `  Issuer      ${issuer}`,
    `  Valid       ${notBefore.toISOString()} to ${notAfter.toISOString()}; ${state}`,
    `  Key         ${key}; serial number ${serial}`,
    `  Thumbprint  sha256:${thumbprint}`,
    `  x5t#S256    ${thumbprintBase64url}`,
  ];
}
