import { MemoryObjectStore } from './memory.ts';
import { describeObjectStore } from './testing-only/conformance.ts';

describeObjectStore('objects in memory', async () => new MemoryObjectStore());
