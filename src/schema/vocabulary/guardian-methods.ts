/** How a guardian's consent is verified (16 CFR 312.5(b)). */
export const GUARDIAN_METHODS = {
  email_plus: {
    description:
      'The guardian answers a mail, and confirms in answer to a second one that comes later (16 CFR 312.5(b)(2)(vi)); not for what is disclosed to others.',
    /** Whether it may carry a consent by which others come to know of the child. */
    coversDisclosure: false,
  },
  signed_form: {
    description:
      'The guardian signs a form and sends it back; an operator confirms that it came (16 CFR 312.5(b)(2)(i)).',
    coversDisclosure: true,
  },
} as const satisfies Record<string, { description: string; coversDisclosure: boolean }>;

export type GuardianMethod = keyof typeof GUARDIAN_METHODS;

export const GUARDIAN_METHOD_NAMES = Object.keys(GUARDIAN_METHODS) as readonly GuardianMethod[];
