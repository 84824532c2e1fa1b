/** Whether the dialog that writes a calendar file lies over the page, whatever the page. */
export const exporting = $state({ open: false });
