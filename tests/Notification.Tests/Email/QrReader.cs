using System.Buffers.Binary;
using System.IO.Compression;
using ZXing;

namespace BusinessFocus.Notifications.Tests.Email;

/// <summary>Reads a QR code off its picture, with the library that encoded it; another one encodes the same (EncodingQrCodes).</summary>
public static class QrReader
{
    private const int Signature = 8;
    private const int WidthAt = 16;
    private const byte Light = 255;

    /// <param name="png">Black and white, one bit for each pixel, as QR codes are drawn.</param>
    public static string? Read(byte[] png)
    {
        var size = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(WidthAt));
        using var rows = new ZLibStream(Packed(png), CompressionMode.Decompress);
        var row = new byte[1 + ((size + 7) / 8)];
        var pixels = new byte[size * size];
        for (var y = 0; y < size; y++)
        {
            rows.ReadExactly(row);
            if (row[0] != 0)
            {
                throw new NotSupportedException($"Rows with filter {row[0]} are not read here.");
            }

            for (var x = 0; x < size; x++)
            {
                pixels[(y * size) + x] = ((row[1 + (x / 8)] >> (7 - (x % 8))) & 1) == 1 ? Light : (byte)0;
            }
        }

        var reader = new BarcodeReaderGeneric { Options = { PureBarcode = true } };
        return reader.Decode(new RGBLuminanceSource(pixels, size, size, RGBLuminanceSource.BitmapFormat.Gray8))?.Text;
    }

    /// <summary>What its IDAT chunks hold together.</summary>
    private static MemoryStream Packed(byte[] png)
    {
        var packed = new MemoryStream();
        for (var at = Signature; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(png, at + 8, length);
            }

            at += length + 12;
        }

        packed.Position = 0;
        return packed;
    }
}
