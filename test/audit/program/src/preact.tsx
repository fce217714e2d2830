/** @jsxImportSource preact */
export const view = <p>text</p>; //= elements | preact/jsx-runtime | uncovered:outside-jsx
