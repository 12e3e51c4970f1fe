// A thread inherits no loader from the one that starts it, so TypeScript is registered here.
import { register } from 'tsx/esm/api';

register();
await import('./part-thread.ts');
