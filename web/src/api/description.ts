/**
 * The API as its OpenAPI document describes it: the one generated file that `masterx/client` is typed by as well. Types
 * alone, gone when the pages are built; nothing else of the service is imported here.
 */
export type * from '../../../src/exports/generated/http-api.ts';
