// What a package gives to programs with JSX, in the classic form and in the automatic one.
'use strict';
const element = (type, props, rest) => ({ type: typeof type === 'function' ? type({ ...props }) : type, props, ...rest });

exports.h = (type, props, ...children) => element(type, props, { children });
exports.jsx = (type, props, key) => element(type, props, { key });
exports.jsxs = exports.jsx;
exports.Fragment = 'fragment';
exports.Panel = (props) => `panel ${props?.title}`;
