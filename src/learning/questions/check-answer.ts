import type { Question } from './question.ts';

/** Longest answer that is looked at. */
const ANSWER_LENGTH_MAX = 500;

/**
 * Whether an answer is right. Spaces around it, case, typographic quotes and a full stop do not matter; a number may
 * have a decimal comma, separators of thousands, a unit behind it or `x =` before it, or be written as a fraction.
 */
export function checkAnswer(
  question: Pick<Question, 'kind' | 'answer' | 'alsoRight'>,
  given: string,
): boolean {
  if (given.length > ANSWER_LENGTH_MAX) return false;
  return [question.answer, ...question.alsoRight].some((right) =>
    question.kind === 'number' ? isSameNumber(right, given) : normalised(right) === normalised(given),
  );
}

function isSameNumber(right: string, given: string): boolean {
  const expected = Number(right);
  return readings(given).some(
    (value) => Math.abs(value - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
  );
}

/** Every number the text can mean: a lone comma or point may part decimals or thousands. */
function readings(text: string): number[] {
  const match = /^(?:[a-z]=)?([-+]?)([\d.,]+)(?:\/(\d+))?[^\d]*$/i.exec(
    text
      .normalize('NFKC')
      .replaceAll(/\s|_|'/g, '')
      .replaceAll('\u2212', '-')
      .replaceAll('\u2044', '/'),
  );
  if (!match) return [];
  const [, sign, digits = '', divisor] = match;
  const scale = (sign === '-' ? -1 : 1) / (divisor === undefined ? 1 : Number(divisor));
  return decimals(digits)
    .map((value) => value * scale)
    .filter((value) => Number.isFinite(value));
}

function decimals(digits: string): number[] {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const asDecimal = Number(
    `${digits.slice(0, Math.max(0, last)).replaceAll(/[.,]/g, '')}.${digits.slice(last + 1)}`,
  );
  const isGrouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(digits);
  if (last < 0) return [Number(digits)];
  return isGrouped ? [asDecimal, Number(digits.replaceAll(/[.,]/g, ''))] : [asDecimal];
}

function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u2212', '-')
    .replaceAll('\u2044', '/')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/["\u201c\u201d]/g, '')
    .replaceAll(/\s*\/\s*/g, '/')
    .replaceAll(/\s+/g, ' ')
    .replace(/[.!]\s*$/, '')
    .trim();
}
