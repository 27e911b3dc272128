/** Shared look of everything that floats above the page: menus, selects, popovers. */
export const floatingSurface = [
  'z-60 rounded-xl border border-line bg-raised p-1 text-sm text-foreground shadow-raised outline-none',
  'data-[state=open]:animate-pop-in data-[state=closed]:animate-pop-out',
].join(' ');

/** Shared look of one row in a floating list. Radix marks a disabled row with an empty attribute, cmdk with `true`. */
export const floatingItem = [
  'relative flex w-full cursor-pointer select-none items-center gap-2.5 rounded-lg px-2.5 py-2 text-start outline-none touch-height',
  "data-highlighted:bg-selected data-[selected=true]:bg-selected data-[disabled='']:pointer-events-none data-[disabled='']:opacity-50",
  'data-[disabled=true]:pointer-events-none data-[disabled=true]:opacity-50',
  '[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-subtle',
].join(' ');
