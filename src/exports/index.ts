/**
 * MasterX as a library: open a platform, act on it as somebody, close it.
 *
 *   const { platform, close } = await openPlatform(loadConfig());
 *   const { items } = await platform.as(learnerActor(userId, requestId)).sessions.recent(userId, since);
 *   await close();
 */
export { type Actor, learnerActor, localOperatorActor, operatorActor, systemActor } from '../access/actor.ts';
export { loadConfig } from '../config/load.ts';
export type { Config } from '../config/settings.ts';
export type * from '../derive/generated/documents.ts';
export type { Page } from '../documents/parts.ts';
export { isError, MasterXError, type Violation } from '../errors/error.ts';
export { ERRORS, type ErrorCode, type ErrorEntry } from '../errors/table.ts';
export { type ImportOptions, importFile } from '../intake/import/import-file.ts';
export type { ImportProgress, ImportReport, ImportRequest } from '../intake/import/request.ts';
export { type OpenedPlatform, type OpenOptions, openPlatform } from '../open-platform.ts';
export type { ActorPlatform, Platform } from '../platform.ts';
