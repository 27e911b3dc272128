import { Direction } from 'radix-ui';
import {
  type AnchorHTMLAttributes,
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useMemo,
} from 'react';

/** Words that primitives say by themselves. An app hands in translations; English is the default. */
export const defaultStrings = {
  close: 'Close',
  cancel: 'Cancel',
  confirm: 'Confirm',
  search: 'Search',
  clear: 'Clear',
  remove: 'Remove',
  add: 'Add',
  copy: 'Copy',
  copied: 'Copied',
  loading: 'Loading',
  required: 'required',
  optional: 'optional',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  nothingFound: 'Nothing found',
  select: 'Select…',
  selectedCount: '{count} selected',
  previous: 'Previous',
  next: 'Next',
  page: 'Page {page} of {count}',
  loadMore: 'Load more',
  shownOf: '{shown} of {total} shown',
  step: 'Step {step} of {count}',
  breadcrumbs: 'Breadcrumbs',
  actions: 'Actions',
  errorsTitle: 'Please check these fields',
  dropFiles: 'Drop files here or click to choose',
  dropHere: 'Drop to add',
  fileTooLarge: '{name} is larger than {limit}',
  fileWrongType: '{name} is not an accepted type',
  tooManyFiles: 'Only {count} can be added at once',
  tagHint: 'Press Enter to add',
  tagExists: '{tag} is already there',
  key: 'Name',
  value: 'Value',
  duplicateKey: 'This name is used twice',
  chooseEmoji: 'Choose an icon',
  ownEmoji: 'Your own emoji or letter',
  advanced: 'Advanced',
  secretSaved: 'Saved',
  secretReplace: 'Replace',
  secretKeep: 'Keep saved value',
  secretEmpty: 'Not set',
  invalidJson: 'This is not valid JSON yet',
  typeToConfirm: 'Type {text} to confirm',
  parameterName: 'Name',
  parameterDescription: 'Description',
  parameterType: 'Type',
  parameterLocation: 'Sent in',
  parameterRequired: 'Required',
  parameterAdd: 'Add parameter',
  parameterNone: 'No parameters yet',
  yes: 'Yes',
  no: 'No',
} as const;

export type UiStrings = { readonly [key in keyof typeof defaultStrings]: string };

export interface UiLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
  children?: ReactNode;
}

interface UiSettings {
  strings: UiStrings;
  link: ComponentType<UiLinkProps>;
}

const PlainLink = (props: UiLinkProps): ReactNode => <a {...props} />;
const UiContext = createContext<UiSettings>({ strings: defaultStrings, link: PlainLink });

export interface UiProviderProps {
  /** Translated words; missing ones stay English. */
  strings?: Partial<UiStrings>;
  /** The router's link, so that primitives navigate without a page load. */
  link?: ComponentType<UiLinkProps>;
  direction?: 'ltr' | 'rtl';
  children: ReactNode;
}

/** Wrap the app once: words, router link and reading direction for all primitives. */
export function UiProvider({ strings, link, direction = 'ltr', children }: UiProviderProps): ReactNode {
  const settings = useMemo(
    () => ({ strings: { ...defaultStrings, ...strings }, link: link ?? PlainLink }),
    [strings, link],
  );
  return (
    <UiContext value={settings}>
      <Direction.Provider dir={direction}>{children}</Direction.Provider>
    </UiContext>
  );
}

/** The words of the present language. */
export function useUiStrings(): UiStrings {
  return useContext(UiContext).strings;
}

/** The link component of the app's router. */
export function useUiLink(): ComponentType<UiLinkProps> {
  return useContext(UiContext).link;
}

/** Fills `{name}` places: `fill('Page {page}', { page: 2 })`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
