import { MemoryKeyVault } from './memory.ts';
import { keyVaultConformance } from './testing-only/conformance.ts';

keyVaultConformance('memory', async () => new MemoryKeyVault());
