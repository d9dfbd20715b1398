import type { Places } from './places.ts';
import type { OnProgress } from './progress.ts';
import type { ServerContext, ServerProcess } from './server-process.ts';

/** What starting a service works with. */
export interface ServiceContext extends ServerContext {
  readonly places: Places;
  readonly onProgress: OnProgress;
}

/** A server and what is told about it. */
export interface Service<About> {
  readonly server: ServerProcess | null;
  readonly about: About;
}
