using BusinessFocus.ServiceDefaults.QrCodes;
using QRCoder;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.QrCodes;

/// <summary>Our codes beside those that QRCoder makes by itself, where it chooses the same mask.</summary>
public sealed class EncodingQrCodes
{
    private const int PixelsPerModule = 4;
    private const int QuietZone = 4;

    /// <summary>Where the format information of a code tells its mask, and what hides it there.</summary>
    private const int FormatRow = 8;

    private const int HiddenBy = 0b101;

    private const int Mask = 2;

    /// <summary>No capitals and figures, which QRCoder writes shorter than as bytes.</summary>
    private const string Letters = "abcdefghijklmnopqrstuvwxyz-_";

    /// <summary>The shortest and the longest that some versions hold, the largest among them, and a ticket's.</summary>
    public static TheoryData<int> Lengths => [1, 14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 108, 122, 123, 152, 180, 181, 213, 214, 600, 1_000, 1_455, 2_000, 2_331];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void It_is_the_picture_that_QRCoder_makes_of_a_text_under_the_same_mask(int length)
    {
        var random = new Random(length);
        foreach (var text in Enumerable.Range(0, 50).Select(_ => new string(random.GetItems<char>(Letters, length))))
        {
            using var theirs = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
            if (MaskOf(theirs) == Mask)
            {
                using var picture = new PngByteQRCode(theirs);
                QrPicture.Png(text, PixelsPerModule).ShouldBe(picture.GetGraphic(PixelsPerModule));
                return;
            }
        }

        Assert.Fail("QRCoder never chose that mask.");
    }

    private static int MaskOf(QRCodeData code)
    {
        var row = code.ModuleMatrix[QuietZone + FormatRow];
        return Enumerable.Range(2, 3).Aggregate(0, (bits, x) => (bits << 1) | (row[QuietZone + x] ? 1 : 0)) ^ HiddenBy;
    }
}
