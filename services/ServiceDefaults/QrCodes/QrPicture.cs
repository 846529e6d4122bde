using System.Text;
using QRCoder;
using ZXing;
using ZXing.QrCode.Internal;
using Encoder = ZXing.QrCode.Internal.Encoder;

namespace BusinessFocus.ServiceDefaults.QrCodes;

/// <summary>
/// A text as a QR code (error correction level M) that a telephone reads from a screen or from paper. ZXing encodes it, since
/// it can be told the mask: QRCoder, which draws it, rates all eight for every code, which takes longer than all the rest.
/// </summary>
public static class QrPicture
{
    private const int QuietZone = 4;

    /// <summary>Readers take any; this is the one that rating would choose for nearly every other ticket.</summary>
    private const int Mask = 2;

    /// <summary>Without saying that it is UTF-8: not every reader knows how that is said, and ASCII, as all of ours, needs no word of it.</summary>
    private static readonly Dictionary<EncodeHintType, object> Hints = new()
    {
        [EncodeHintType.CHARACTER_SET] = "UTF-8",
        [EncodeHintType.DISABLE_ECI] = true,
        [EncodeHintType.QR_MASK_PATTERN] = Mask,
    };

    public static byte[] Png(string text, int pixelsPerModule)
    {
        using var code = Code(text);
        using var png = new PngByteQRCode(code);
        return png.GetGraphic(pixelsPerModule);
    }

    public static byte[] Svg(string text, int pixelsPerModule)
    {
        using var code = Code(text);
        using var svg = new SvgQRCode(code);
        return Encoding.UTF8.GetBytes(svg.GetGraphic(pixelsPerModule));
    }

    private static QRCodeData Code(string text)
    {
        var symbol = Encoder.encode(text, ErrorCorrectionLevel.M, Hints);
        var modules = symbol.Matrix.Array;
        var code = new QRCodeData(symbol.Version.VersionNumber, addPadding: true);
        for (var y = 0; y < modules.Length; y++)
        {
            var row = code.ModuleMatrix[QuietZone + y];
            for (var x = 0; x < modules.Length; x++)
            {
                row[QuietZone + x] = modules[y][x] == 1;
            }
        }

        return code;
    }
}
