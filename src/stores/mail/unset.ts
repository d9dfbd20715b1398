import { MasterXError } from '../../errors/error.ts';
import type { Mailer } from './port.ts';

/** In production without a mail server: every mail waits, and says what is missing. */
export class UnsetMailer implements Mailer {
  send(): Promise<void> {
    return this.health();
  }

  async health(): Promise<void> {
    throw new MasterXError('mail_unavailable', {
      detail: 'No mail server is set, and files are for development only.',
      hint: 'Set MASTERX_SMTP_URL; what waits is sent then.',
    });
  }

  async close(): Promise<void> {
    // Nothing was opened.
  }
}
