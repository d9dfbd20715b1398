import {
  fraction,
  greatestCommonDivisor,
  numberQuestion,
  plain,
  shown,
  sized,
  textQuestion,
  type Writer,
} from './question.ts';

const orderOfOperations: Writer = (difficulty, random) => {
  const size = { low: 2, easyMax: 6, hardMax: 12 };
  const [a, b, c] = [sized(random, difficulty, size), sized(random, difficulty, size), random.integer(2, 9)];
  if (difficulty < 0.4) {
    return numberQuestion({
      prompt: `Calculate ${a} + ${b} × ${c}.`,
      answer: a + b * c,
      explanation: `Times comes before plus: ${b} × ${c} = ${b * c}, and ${a} + ${b * c} = ${a + b * c}.`,
      mistakes: [(a + b) * c, a + b + c],
    });
  }
  const d = random.integer(1, b + c - 1);
  if (difficulty < 0.7) {
    return numberQuestion({
      prompt: `Calculate ${a} × (${b} + ${c}) − ${d}.`,
      answer: a * (b + c) - d,
      explanation: `The bracket first: ${b} + ${c} = ${b + c}. Then ${a} × ${b + c} = ${a * (b + c)}, less ${d} is ${a * (b + c) - d}.`,
      mistakes: [a * b + c - d, a * (b + c - d)],
    });
  }
  const inner = b + c - d;
  return numberQuestion({
    prompt: `Calculate ${a} + 2 × (${b} + ${c} − ${d})².`,
    answer: a + 2 * inner ** 2,
    explanation: `The bracket is ${inner}, its square ${inner ** 2}, twice that ${2 * inner ** 2}; plus ${a} makes ${a + 2 * inner ** 2}.`,
    mistakes: [a + (2 * inner) ** 2, (a + 2) * inner ** 2],
  });
};

const negativeNumbers: Writer = (difficulty, random) => {
  const size = { low: 2, easyMax: 9, hardMax: 40 };
  const [a, b] = [sized(random, difficulty, size), sized(random, difficulty, size)];
  if (difficulty < 0.35) {
    return numberQuestion({
      prompt: `Calculate ${a} − ${a + b}.`,
      answer: -b,
      explanation: `Going ${a + b} down from ${a} ends ${b} below zero: −${b}.`,
      mistakes: [b, 2 * a + b],
    });
  }
  if (difficulty < 0.7) {
    return numberQuestion({
      prompt: `Calculate −${a} − (−${b}).`,
      answer: b - a,
      explanation: `Taking away −${b} adds ${b}: −${a} + ${b} = ${shown(b - a)}.`,
      mistakes: [-a - b, a + b],
    });
  }
  const c = random.integer(2, 6);
  return numberQuestion({
    prompt: `Calculate −${c} × (${a} − ${a + b}) − ${a}.`,
    answer: c * b - a,
    explanation: `The bracket is −${b}; −${c} times −${b} is ${c * b}; less ${a} is ${shown(c * b - a)}.`,
    mistakes: [-c * b - a, c * b + a],
  });
};

const equivalentFractions: Writer = (difficulty, random) => {
  const bottom = sized(random, difficulty, { low: 3, easyMax: 6, hardMax: 13 });
  let top = random.integer(1, bottom - 1);
  while (greatestCommonDivisor(top, bottom) > 1) top--;
  const factor = sized(random, difficulty, { low: 2, easyMax: 4, hardMax: 12 });
  if (difficulty < 0.5) {
    return numberQuestion({
      prompt: `Which number fills the gap? ${top}/${bottom} = ?/${bottom * factor}`,
      answer: top * factor,
      explanation: `${bottom} was multiplied by ${factor}, so ${top} is as well: ${top * factor}.`,
      mistakes: [top + factor, top + bottom * (factor - 1)],
    });
  }
  return textQuestion({
    prompt: `Write ${top * factor}/${bottom * factor} in lowest terms.`,
    answer: `${top}/${bottom}`,
    explanation: `Both parts can be divided by ${factor}: ${top}/${bottom}.`,
    mistakes: [`${top * factor}/${bottom}`, `${bottom}/${top}`],
  });
};

const addingFractions: Writer = (difficulty, random) => {
  const bottom = sized(random, difficulty, { low: 3, easyMax: 6, hardMax: 9 });
  const other = difficulty < 0.25 ? bottom : bottom + random.integer(1, difficulty < 0.6 ? 3 : 6);
  const [top, otherTop] = [random.integer(1, bottom - 1), random.integer(1, other - 1)];
  const common = (bottom * other) / greatestCommonDivisor(bottom, other);
  const [first, second] = [(top * common) / bottom, (otherTop * common) / other];
  const answer = fraction(first + second, common);
  const sum = `${first}/${common} + ${second}/${common} = ${first + second}/${common}`;
  return textQuestion({
    prompt: `Calculate ${top}/${bottom} + ${otherTop}/${other}. Give a fraction in lowest terms.`,
    answer,
    explanation: `With the common denominator ${common}: ${sum}${answer === `${first + second}/${common}` ? '' : ` = ${answer}`}.`,
    mistakes: [`${top + otherTop}/${bottom + other}`, `${top + otherTop}/${common}`],
  });
};

const DECIMAL_BOTTOMS = [2, 4, 5, 10, 8, 20, 25, 40, 50, 16] as const;

const fractionsToDecimals: Writer = (difficulty, random) => {
  const last = Math.round(3 + difficulty * (DECIMAL_BOTTOMS.length - 4));
  const bottom = random.pick(DECIMAL_BOTTOMS.slice(0, last + 1));
  const top = random.integer(1, bottom - 1);
  return numberQuestion({
    prompt: `Write ${top}/${bottom} as a decimal.`,
    answer: top / bottom,
    explanation: `${top} ÷ ${bottom} = ${plain(top / bottom)}.`,
    mistakes: [Number(`${top}.${bottom}`), top / 10, bottom / top],
  });
};

const percentages: Writer = (difficulty, random) => {
  if (difficulty < 0.6) {
    const rate = random.pick(difficulty < 0.3 ? [10, 20, 25, 50] : [5, 12, 15, 30, 35, 60, 75]);
    const whole = 20 * sized(random, difficulty, { low: 2, easyMax: 10, hardMax: 40 });
    return numberQuestion({
      prompt: `What is ${rate} % of ${whole}?`,
      answer: (rate * whole) / 100,
      explanation: `1 % of ${whole} is ${plain(whole / 100)}, and ${rate} times that is ${plain((rate * whole) / 100)}.`,
      mistakes: [whole / rate, whole - rate, rate * whole],
    });
  }
  const rate = random.pick([5, 10, 15, 20, 25, 40]);
  const price = 20 * random.integer(2, 30);
  const [verb, sign] = random.chance(0.5) ? (['rises', 1] as const) : (['falls', -1] as const);
  const after = price + (sign * rate * price) / 100;
  return numberQuestion({
    prompt: `A price ${verb} from ${price} to ${plain(after)}. By how many percent does it change?`,
    answer: rate,
    explanation: `The change is ${plain(Math.abs(after - price))} of ${price}: ${plain(Math.abs(after - price))} ÷ ${price} = ${rate} %.`,
    mistakes: [Math.abs(after - price) + 1, Math.round((100 * Math.abs(after - price)) / after) + 2],
  });
};

const linearEquations: Writer = (difficulty, random) => {
  const x =
    sized(random, difficulty, { low: 2, easyMax: 8, hardMax: 15 }) * (random.chance(difficulty / 2) ? -1 : 1);
  const a = random.integer(2, 9);
  const b = random.integer(1, 20);
  if (difficulty < 0.5) {
    return numberQuestion({
      prompt: `Solve for x: ${a}x + ${b} = ${shown(a * x + b)}`,
      answer: x,
      explanation: `Take ${b} from both sides: ${a}x = ${shown(a * x)}. Divide by ${a}: x = ${shown(x)}.`,
      mistakes: [x + b, a * x, (a * x + 2 * b) / a],
    });
  }
  const c = random.integer(1, a - 1);
  const right = (a - c) * x - b;
  const left = (factor: number) => (factor === 1 ? 'x' : `${factor}x`);
  const rest = right === 0 ? '' : ` ${right < 0 ? '−' : '+'} ${Math.abs(right)}`;
  const rightSide = `${left(c)}${rest}`;
  return numberQuestion({
    prompt: `Solve for x: ${a}x − ${b} = ${rightSide}`,
    answer: x,
    explanation: `Take ${left(c)} from both sides and add ${b}: ${left(a - c)} = ${shown((a - c) * x)}, so x = ${shown(x)}.`,
    mistakes: [-x, x + 1, (a - c) * x],
  });
};

const quadraticEquations: Writer = (difficulty, random) => {
  const large = sized(random, difficulty, { low: 2, easyMax: 6, hardMax: 12 });
  let small = random.integer(difficulty < 0.5 ? 1 : -9, large - 1);
  if (small === 0 || small === -large) small = 1 - large;
  if (small === 0) small = -1;
  const sum = large + small;
  const product = large * small;
  const term = (value: number, after: string) =>
    value === 0
      ? ''
      : ` ${value < 0 ? '−' : '+'} ${Math.abs(value) === 1 && after ? '' : Math.abs(value)}${after}`;
  const factor = (root: number) => `(x ${root < 0 ? '+' : '−'} ${Math.abs(root)})`;
  return numberQuestion({
    prompt: `Give the larger solution of x²${term(-sum, 'x')}${term(product, '')} = 0.`,
    answer: large,
    explanation: `The left side is ${factor(large)}${factor(small)}, so x is ${large} or ${shown(small)}; the larger is ${large}.`,
    mistakes: [small, -large, product],
  });
};

/** Writers of mathematics, by concept. */
export const MATHEMATICS = {
  'order-of-operations': orderOfOperations,
  'negative-numbers': negativeNumbers,
  'equivalent-fractions': equivalentFractions,
  'adding-fractions': addingFractions,
  'fractions-to-decimals': fractionsToDecimals,
  percentages,
  'linear-equations': linearEquations,
  'quadratic-equations': quadraticEquations,
};
