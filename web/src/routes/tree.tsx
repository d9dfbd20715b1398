import { guardedRoutes } from './learners.tsx';
import { openRoutes } from './open.tsx';
import { root } from './root.tsx';

/** Every page there is. */
export const routeTree = root.addChildren([...openRoutes, ...guardedRoutes]);
