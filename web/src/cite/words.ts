// Words of the citation dialog.
export const words = {
  button: 'Cite',
  button_of: (what: string) => `Cite: ${what}`,
  title: (what: string) => `Cite “${what}”`,
  close: 'Close',
  which: 'Which number',
  whole: 'With all that is needed to repeat it',
  forms: 'Forms',
  form: { text: 'Text', csl: 'CSL-JSON', csv: 'CSV' },
  copy: (form: string) => `Copy ${form}`,
  copy_sentence: 'Copy the sentence',
  copied: 'Copied',
  save: (form: string) => `Save ${form}`,
};
