using System.Text;
using QRCoder;

namespace BusinessFocus.ServiceDefaults.QrCodes;

/// <summary>A text as a QR code (error correction level M) that a telephone reads from a screen or from paper.</summary>
public static class QrPicture
{
    public static byte[] Png(string text, int pixelsPerModule) => PngByteQRCodeHelper.GetQRCode(text, QRCodeGenerator.ECCLevel.M, pixelsPerModule);

    public static byte[] Svg(string text, int pixelsPerModule)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return Encoding.UTF8.GetBytes(svg.GetGraphic(pixelsPerModule));
    }
}
