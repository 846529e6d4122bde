using System.Buffers.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Reports;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Reports;

public sealed class LinkingToReports
{
    private static readonly DateTimeOffset Now = new(2027, 10, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly ReportLinks Links = new(new byte[32]);
    private static readonly ReportLink Link = new(EditionId.New(), EditionId.New(), Now.AddDays(7));

    [Fact]
    public void A_link_opens_what_it_was_made_for_until_it_expires()
    {
        var token = Links.TokenOf(Link);

        Links.Read(token, Now).ShouldBe(Link);
        Links.Read(token, Now.AddDays(7).AddSeconds(-1)).ShouldBe(Link);
        Links.Read(token, Now.AddDays(7)).ShouldBeNull();
        Links.Read(Links.TokenOf(Link with { With = null }), Now)!.With.ShouldBeNull();
    }

    [Fact]
    public void No_forged_link_opens_anything()
    {
        var token = Base64Url.DecodeFromChars(Links.TokenOf(Link));

        for (var i = 0; i < token.Length; i++)
        {
            var forged = token.ToArray();
            forged[i] ^= 1;
            Links.Read(Base64Url.EncodeToString(forged), Now).ShouldBeNull($"byte {i} is another");
        }

        Links.Read(new ReportLinks([.. Enumerable.Repeat((byte)1, 32)]).TokenOf(Link), Now).ShouldBeNull("another key");
        foreach (var nonsense in (string[])["", "x", new string('x', 96), new string('å', 96), Links.TokenOf(Link) + "A", Links.TokenOf(Link)[..^1]])
        {
            Links.Read(nonsense, Now).ShouldBeNull(nonsense);
        }
    }
}
