import { Component, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { CrashScreen } from './crash-screen.tsx';

interface BoundaryProps {
  /** A new value clears the error: another page was opened. */
  place: string;
  children: ReactNode;
}

interface BoundaryState {
  failure: { error: unknown } | undefined;
  place: string;
}

class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failure: undefined, place: this.props.place };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { failure: { error } };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): Partial<BoundaryState> | null {
    return props.place === state.place ? null : { failure: undefined, place: props.place };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return <CrashScreen error={failure.error} onRetry={() => this.setState({ failure: undefined })} />;
  }
}

/** Catches what a page throws; navigation and "Try again" leave it. */
export function CrashBoundary({ children }: { children: ReactNode }): ReactNode {
  return <Boundary place={useLocation().key}>{children}</Boundary>;
}
