import { setPasswordByLink } from '../addresses/passwords.ts';
import { confirmNewAddress, verifyAddress } from '../addresses/verify.ts';
import type { NewGuardian } from '../guardians/claim.ts';
import { registerGuardian } from '../guardians/claim.ts';
import type { GuardianParts } from '../guardians/context.ts';
import { handOver } from '../guardians/hand-over.ts';
import { openRequest, refuseRequest } from '../guardians/open.ts';
import { purgeRequests } from '../guardians/purge.ts';
import { confirmByLink } from '../guardians/verify.ts';
import { type DeliveryParts, purgeMails, sendDueMails } from '../mail/delivery.ts';
import { type NoticeParts, writeNotices } from '../notices/write.ts';
import { purgeTokens } from '../tokens/redeem.ts';
import { answerRequests } from './answer.ts';
import { askByAddress, askRegistration, passAgeGate, type Registration } from './ask.ts';

export type RegistrationOperations = ReturnType<typeof registrationOperations>;

/**
 * What is done for people who are not signed in, and by jobs: a part of the platform acts, on behalf of nobody. Of a link
 * only whoever has its token makes anything.
 */
export function registrationOperations(
  parts: GuardianParts & NoticeParts & Omit<DeliveryParts, 'documents' | 'clock'>,
) {
  const { documents, clock } = parts;
  return {
    /** What comes next for somebody of an age in a country; nothing is kept. */
    ageGate: (stated: Parameters<typeof passAgeGate>[0]) => passAgeGate(stated, clock.now()),
    /** Takes a registration. @throws MasterXError `guardian_needed`, `validation_failed`, `overloaded` */
    register: (registration: Registration) => askRegistration(parts, registration),
    /** Has the link to verify an address sent again, if there is such an account. */
    askVerification: (email: string) => askByAddress(parts, 'verify_address', email),
    /** Has the link for a new password sent, if there is such an account. */
    askPasswordReset: (email: string) => askByAddress(parts, 'reset_password', email),
    /** Proves an address. @throws MasterXError `link_refused` */
    verifyAddress: (token: string) => verifyAddress(parts, token),
    /** Puts a new address in the place of the old one. @throws MasterXError `link_refused` */
    confirmNewAddress: (token: string) => confirmNewAddress(parts, token),
    /** Sets a new password. @throws MasterXError `link_refused`, `validation_failed` */
    resetPassword: (token: string, password: string) =>
      setPasswordByLink(parts, 'reset_password', token, password),
    /** Sets the first password of a learner who has a guardian. @throws MasterXError `link_refused`, `validation_failed` */
    setPassword: (token: string, password: string) =>
      setPasswordByLink(parts, 'set_password', token, password),
    /** A child's request, for whoever has the link. @throws MasterXError `link_refused` */
    openGuardianRequest: (token: string) => openRequest(parts, token),
    /** Makes a guardian's account and puts the request into its hands. @throws MasterXError `link_refused`, `conflict` */
    registerGuardian: (token: string, guardian: NewGuardian) => registerGuardian(parts, token, guardian),
    /** Confirms a consent for the second time. @throws MasterXError `link_refused` */
    confirmConsent: (token: string) => confirmByLink(parts, token),
    /** Says no, by the link of either mail. @throws MasterXError `link_refused` */
    refuse: (token: string, mail: Parameters<typeof refuseRequest>[2]) => refuseRequest(parts, token, mail),
    /** Answers what was asked of addresses; how many. */
    answerRequests: (signal?: AbortSignal) => answerRequests(parts, signal),
    /** Sends the mails that are due. */
    sendMails: (signal?: AbortSignal) => sendDueMails(parts, signal),
    /** Tells people what they want to be told, in their evening. */
    writeNotices: (signal?: AbortSignal) => writeNotices(parts, signal),
    /** Ends guardianships of learners who are old enough, and tells of those who will be soon. */
    handOver: (signal?: AbortSignal) => handOver(parts, signal),
    /** Lets go what has had its time. */
    purge: async (signal?: AbortSignal) => ({
      requests: await purgeRequests(parts, signal),
      tokens: await purgeTokens(documents, clock.now(), signal),
      mails: await purgeMails(documents, clock.now(), signal),
    }),
  };
}
