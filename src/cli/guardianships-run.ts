import { operatorActor } from '../access/actor.ts';
import type { RequestView } from '../accounts/guardians/open.ts';
import type { ActorPlatform } from '../platform.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { textTable } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

/** Lists the requests whose signed form is waited for, newest first. */
export async function listFormsCommand(context: CommandContext, { json }: CommonOptions): Promise<ExitCode> {
  const { terminal } = context;
  const requests = await withForms(context, allOf);
  if (json) terminal.line(JSON.stringify({ requests }));
  else if (requests.length === 0) terminal.line('No signed form is waited for.');
  else terminal.line(table(requests));
  return EXIT.done;
}

/** Confirms that a signed form came. */
export async function confirmFormCommand(
  context: CommandContext,
  { json }: CommonOptions,
  requestId = '',
): Promise<ExitCode> {
  const request = await withForms(context, (forms) => forms.confirm(requestId.toLowerCase()));
  context.terminal.line(
    json
      ? JSON.stringify(request)
      : `Confirmed: ${request.request_id}. The guardian is written to and can make the account.`,
  );
  return EXIT.done;
}

/** Ends a request whose form will not do. */
export async function refuseFormCommand(
  context: CommandContext,
  { json }: CommonOptions,
  requestId = '',
): Promise<ExitCode> {
  const request = await withForms(context, (forms) => forms.refuse(requestId.toLowerCase()));
  context.terminal.line(
    json
      ? JSON.stringify(request)
      : `Refused: ${request.request_id}. What is known of the child and the guardian is deleted.`,
  );
  return EXIT.done;
}

function withForms<T>(
  context: CommandContext,
  work: (forms: ActorPlatform['guardianForms']) => Promise<T>,
): Promise<T> {
  return withPlatform(context, configOf(context), ({ platform }) =>
    work(platform.as(operatorActor('command-line', context.entropy.uuid(), 'signed forms')).guardianForms),
  );
}

async function allOf(forms: ActorPlatform['guardianForms']): Promise<readonly RequestView[]> {
  const found: RequestView[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof forms.waiting>> = await forms.waiting(
      cursor === null ? {} : { cursor },
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

function table(requests: readonly RequestView[]): string {
  return textTable(
    ['Request', 'First name', 'Agrees to', 'Goes on'].map((title) => ({ title })),
    requests.map(({ request_id, first_name, consents, expires_at }) => [
      request_id,
      first_name ?? '–',
      consents.flatMap(({ consent, given }) => (given ? [consent] : [])).join(' ') || 'the account alone',
      expires_at.toISOString().slice(0, 10),
    ]),
  );
}
