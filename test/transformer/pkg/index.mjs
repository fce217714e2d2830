import pkg from './index.cjs';

export const { name, named, Thing, make, tag, box, resolves, rejects, sequence, closer, decorate, h, Fragment, Panel } = pkg;
export default pkg.default;
