// Builds one file, dist/report.html: the template with all code and styles inside it, as a classic
// script, so that the page opens from a disk without a server and asks the network for nothing.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const kDataMarker = '/*KHASAN_DATA*/';
const kTemplate = new URL('./src/template.html', import.meta.url);

// Text inside a script element must not contain the sequences that end it or nest another.
const inside_script = (code: string): string =>
  code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

// Licence texts of the packages that are in the page, as an HTML comment.
function licences(modules: string[]): string {
  const folders = modules.map((id) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? '');
  const texts = [...new Set(folders)].sort().flatMap((folder) => {
    const file = folder && readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    const name = folder.replace(/^.*node_modules\//, '');
    return file ? [`${name}\n\n${readFileSync(`${folder}/${file}`, 'utf8')}`] : [];
  });
  return texts.join('\n\n').replaceAll('--', '- -');
}

function single_page(): Plugin {
  return {
    name: 'single-page',
    enforce: 'post',
    generateBundle(_options, bundle) {
      let code = '';
      let style = '';
      const modules: string[] = [];
      for (const [name, item] of Object.entries(bundle)) {
        if (item.type === 'chunk') {
          code += item.code;
          modules.push(...item.moduleIds);
        } else if (name.endsWith('.css')) style += String(item.source);
        delete bundle[name];
      }
      if (code.includes(kDataMarker)) this.error('the program contains the data marker');
      const program = inside_script(code);
      const hash = createHash('sha256').update(program).digest('base64');
      const source = readFileSync(kTemplate, 'utf8')
        .replace('/*PROGRAM_HASH*/', () => `sha256-${hash}`)
        .replace('/*STYLE*/', () => style)
        .replace('/*LICENCES*/', () => licences(modules))
        .replace('/*PROGRAM*/', () => program);
      this.emitFile({ type: 'asset', fileName: 'report.html', source });
    },
  };
}

export default defineConfig({
  plugins: [single_page()],
  resolve: {
    // The package's own list of parts, which its export map leaves out; the whole is 0.5 MB larger.
    alias: {
      'milsymbol-parts': fileURLToPath(
        new URL('./node_modules/milsymbol/index.mjs', import.meta.url),
      ),
    },
  },
  build: {
    target: 'es2022',
    cssCodeSplit: false,
    chunkSizeWarningLimit: 2000,
    modulePreload: false,
    rollupOptions: {
      input: 'src/main.tsx',
      output: { format: 'iife', entryFileNames: 'report.js' },
    },
  },
  test: { include: ['src/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);
