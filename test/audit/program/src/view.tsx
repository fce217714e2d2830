import { Button } from 'design-system';
import * as ui from 'design-system';
import { Fragment } from 'react';
const Own = (props: { at: number }): unknown => props.at;
export const view = <Fragment> {/*= elements | react/jsx-runtime | pure ;; Fragment | react.Fragment | pure */}
  <Own at={Date.now()} /> {/*= Date.now | Date.now | value */}
  <Button kind="x"> {/*= Button | design-system.Button | effect */}
    <ui.Link /> {/*= ui.Link | design-system.Link | effect */}
  </Button>
  <div className="x" />
</Fragment>;
