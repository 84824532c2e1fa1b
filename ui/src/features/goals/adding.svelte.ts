/** Whether the dialog that sets a goal lies over the page, whatever the page. */
export const adding = $state({ open: false });
