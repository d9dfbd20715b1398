import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HIDDEN, secretHider, secretsIn } from './secrets.ts';

it('passwords are found in whatever has one, as written and decoded', () => {
  const secrets = secretsIn({
    MASTERX_MONGODB_URI: 'mongodb://anna:pl%40nted-one@a:1,b:2/?replicaSet=x',
    redisUrl: 'rediss://:planted-two@cache.example.org',
    AWS_SECRET_ACCESS_KEY: 'planted-three',
    MASTERX_TLS_KEY: '/etc/tls/server.key',
    port: 4600,
  });
  expect([...secrets].sort()).toEqual(['pl%40nted-one', 'pl@nted-one', 'planted-three', 'planted-two']);
});

it('no secret is left in any text', () => {
  const secret = fc.string({ minLength: 6, maxLength: 20 }).filter((text) => !HIDDEN.includes(text));
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), fc.array(fc.string()), (secrets, texts) => {
      const line = secrets.map((one, at) => `${texts[at] ?? ''} ${one} ${JSON.stringify({ one })}`).join(' ');
      const hidden = secretHider(secrets)(line).replaceAll(HIDDEN, '\u0000');
      for (const one of secrets) expect(hidden.includes(one)).toBe(false);
    }),
  );
  expect(secretHider([])('as it was')).toBe('as it was');
});
