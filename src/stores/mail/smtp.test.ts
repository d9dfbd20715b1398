import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestAuthority, testAuthority } from '../../../test/support/certificates.ts';
import type { MasterXError } from '../../errors/error.ts';
import { Credential } from '../../transport/credential.ts';
import { MailDeferred, type Mailer, MailRefused } from './port.ts';
import { SmtpMailer, type SmtpServer } from './smtp.ts';
import { describeMailer, mayBeSentLater, newMail, SENDER } from './testing-only/conformance.ts';
import { openSmtpStandIn, reply, type SmtpStandIn } from './testing-only/smtp-stand-in.ts';

let authority: TestAuthority;
/** The certificate of the server and its key, and those who vouch for it. */
let own: { readonly cert: string; readonly key: string };
let credential: Credential;
beforeAll(async () => {
  authority = await testAuthority();
  const files = await authority.issue('localhost');
  own = { cert: await readFile(files.certificate, 'utf8'), key: await readFile(files.key, 'utf8') };
  credential = await Credential.open('mail', { certificate: null, key: null, ca: authority.ca }, new Date());
});
afterAll(() => authority.close());

const opened = (server: SmtpStandIn, about: SmtpServer) => {
  const mailer = new SmtpMailer(about, SENDER);
  return {
    mailer,
    delivered: async () => server.received,
    close: async () => {
      await mailer.close();
      await server.close();
    },
  };
};

describeMailer('mails over SMTP on this machine', async () => {
  const server = await openSmtpStandIn();
  return opened(server, { url: `smtp://127.0.0.1:${server.port}` });
});

describeMailer('mails over SMTP with TLS from the first byte', async () => {
  const server = await openSmtpStandIn({ secure: true, minVersion: 'TLSv1.3', ...own });
  return opened(server, { url: `smtps://localhost:${server.port}`, credential });
});

describeMailer('mails over SMTP that begins TLS', async () => {
  const server = await openSmtpStandIn(own);
  return opened(server, { url: `smtp://localhost:${server.port}`, credential, plain: false });
});

describe('a mail server that is not as it should be', () => {
  const attempt = async (server: SmtpStandIn, about: SmtpServer): Promise<unknown> => {
    const { mailer, close } = opened(server, about);
    try {
      return await mailer.send(newMail()).then(
        () => 'sent',
        (thrown: unknown) => thrown,
      );
    } finally {
      await close();
    }
  };

  it('is refused with TLS 1.2, from the first byte and by STARTTLS', async () => {
    for (const secure of [true, false]) {
      const server = await openSmtpStandIn({ secure, maxVersion: 'TLSv1.2', ...own });
      const url = `${secure ? 'smtps' : 'smtp'}://localhost:${server.port}`;
      const thrown = await attempt(server, { url, credential, plain: false });
      expect(mayBeSentLater(thrown)).toBe(true);
      expect(server.received).toEqual([]);
    }
  });

  it('is refused without TLS where it is not on this machine', async () => {
    const server = await openSmtpStandIn({ hideSTARTTLS: true });
    const thrown = await attempt(server, { url: `smtp://localhost:${server.port}`, plain: false });
    expect(mayBeSentLater(thrown)).toBe(true);
    expect(server.received).toEqual([]);
  });

  it('is refused with a certificate nobody vouches for', async () => {
    const server = await openSmtpStandIn({ secure: true, ...own });
    expect(mayBeSentLater(await attempt(server, { url: `smtps://localhost:${server.port}` }))).toBe(true);
    expect(server.received).toEqual([]);
  });

  it('is known by the authority of the moment: a file that changed counts for the next connection', async () => {
    const others = await testAuthority();
    const file = `${others.folder}/trusted.pem`;
    await writeFile(file, await readFile(others.ca));
    const following = await Credential.open('mail', { certificate: null, key: null, ca: file }, new Date());
    const server = await openSmtpStandIn({ secure: true, ...own });
    const url = `smtps://localhost:${server.port}`;
    const { mailer, close } = opened(server, { url, credential: following });
    await expect(mailer.send(newMail())).rejects.toSatisfy(mayBeSentLater);
    await writeFile(file, await readFile(authority.ca));
    expect(await following.reload(new Date())).toBe(true);
    await mailer.send(newMail());
    expect(server.received).toHaveLength(1);
    await close();
    await others.close();
  });

  it('is told apart from one that does not know the credentials', async () => {
    const server = await openSmtpStandIn({
      allowInsecureAuth: true,
      authOptional: false,
      onAuth: (_auth, _session, done) => done(reply(535, 'no')),
    });
    const thrown = await attempt(server, { url: `smtp://user:p%40ss@127.0.0.1:${server.port}` });
    expect((thrown as MasterXError).detail).toContain('credentials');
  });

  it('is away, and says so', async () => {
    const server = await openSmtpStandIn();
    await server.close();
    const mailer = new SmtpMailer({ url: `smtp://127.0.0.1:${server.port}` }, SENDER);
    await expect(mailer.health()).rejects.toSatisfy(mayBeSentLater);
    await expect(mailer.send(newMail())).rejects.toSatisfy(mayBeSentLater);
    await mailer.close();
  });
});

describe('a mail the server does not take', () => {
  let server: SmtpStandIn;
  let mailer: Mailer;
  beforeAll(async () => {
    server = await openSmtpStandIn();
    mailer = new SmtpMailer({ url: `smtp://127.0.0.1:${server.port}` }, SENDER);
  });
  afterAll(async () => {
    await mailer.close();
    await server.close();
  });

  it.each([
    [550, 'recipient', MailRefused],
    [554, 'message', MailRefused],
  ] as const)('is refused for good by %i for the %s', async (code, what, expected) => {
    server.refuse = { [what]: () => reply(code, 'no <reader@example.org>') };
    const thrown = await mailer.send(newMail()).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(expected);
    expect(String(thrown)).not.toContain('reader');
  });

  it.each([
    [450, 'recipient', true],
    [452, 'recipient', true],
    [421, 'recipient', false],
    [451, 'message', false],
  ] as const)(
    'may be sent later after %i for the %s, and the address is in no error',
    async (code, what, isOfMail) => {
      server.refuse = { [what]: () => reply(code, 'busy <reader@example.org>') };
      const thrown = (await mailer.send(newMail()).catch((error: unknown) => error)) as Error;
      // What is said of one recipient says nothing of the server.
      expect([thrown instanceof MailDeferred, mayBeSentLater(thrown)]).toEqual([isOfMail, !isOfMail]);
      expect(`${thrown} ${thrown.cause}`).not.toContain('reader');
      server.refuse = {};
      await expect(mailer.send(newMail())).resolves.toBeUndefined();
    },
  );
});
