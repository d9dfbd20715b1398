import { ERRORS, type ErrorCode } from '../../errors/table.ts';
import { page, prose } from './page.ts';

/** What one error code means and what to do; null for a code that is not in the table. */
export function problemPage(code: string): string | null {
  if (!isCode(code)) return null;
  const { status, title, hint, retryable } = ERRORS[code];
  return page({
    title: code,
    main: `<h1><code>${code}</code></h1>
<p>${prose(title)}</p>
<h2>What to do</h2>
<p>${prose(hint)}</p>
<p class="quiet">Status ${status}. ${retryable ? 'The same request may succeed later.' : 'The same request will fail again.'}</p>
<p><a href="/docs#errors">All errors</a></p>`,
  });
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
