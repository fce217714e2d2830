import pkg from './index.cjs';

export const { name, named, Thing, make, tag, box, resolves, rejects, later, unique, twice, emitter, Counter, sequence, closer, decorate } = pkg;
export default pkg.default;
