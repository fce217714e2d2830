export { Fragment, Panel, h, jsx, jsxs } from './jsx.cjs';
