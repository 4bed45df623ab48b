// The codecs that the packaged program has: none, LZW, PackBits and Deflate. This table stands in for
// libtiff's own, so that its linker leaves out JBIG (under the GPL), JPEG, WebP, LERC, zstd and LZMA:
// fewer licences, and less code that a hostile file can reach. docs/adr/0003-the-packaged-program.md
#include <tiffio.h>

extern "C" {

int TIFFInitDumpMode(TIFF*, int);
int TIFFInitLZW(TIFF*, int);
int TIFFInitPackBits(TIFF*, int);
int TIFFInitZIP(TIFF*, int);

static char none_name[] = "None", lzw_name[] = "LZW", packbits_name[] = "PackBits";
static char deflate_name[] = "Deflate", adobe_name[] = "AdobeDeflate";

extern const TIFFCodec _TIFFBuiltinCODECS[];
const TIFFCodec _TIFFBuiltinCODECS[] = {
    {none_name, COMPRESSION_NONE, TIFFInitDumpMode},
    {lzw_name, COMPRESSION_LZW, TIFFInitLZW},
    {packbits_name, COMPRESSION_PACKBITS, TIFFInitPackBits},
    {adobe_name, COMPRESSION_ADOBE_DEFLATE, TIFFInitZIP},
    {deflate_name, COMPRESSION_DEFLATE, TIFFInitZIP},
    {nullptr, 0, nullptr}};

int TIFFIsCODECConfigured(uint16_t scheme) {
  for (const TIFFCodec* codec = _TIFFBuiltinCODECS; codec->name != nullptr; ++codec) {
    if (codec->scheme == scheme) return 1;
  }
  return 0;
}

// Asked only of JPEG images, which no codec here opens.
int TIFFJPEGIsFullStripRequired(TIFF*);
int TIFFJPEGIsFullStripRequired(TIFF*) { return 0; }

}  // extern "C"
