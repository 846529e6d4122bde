using BusinessFocus.Hosting.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

public sealed class WebAddresses
{
    [Theory]
    [InlineData("https://meet.example/abc?pwd=a%2Fb&x=1#start", "https://meet.example/abc?pwd=a%2Fb&x=1#start")]
    [InlineData("HTTP://meet.example", "http://meet.example/")]
    [InlineData("https://meet.example:8443/a", "https://meet.example:8443/a")]
    [InlineData("https://[2001:db8::1]/a", "https://[2001:db8::1]/a")]
    [InlineData("https://möte.example/å😀", "https://xn--mte-sna.example/%C3%A5%F0%9F%98%80")]
    [InlineData("https://teams.example/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%22Tid%22%7d", "https://teams.example/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%22Tid%22%7d")]
    public void An_absolute_address_of_the_web_is_one(string text, string ascii) => WebAddress.Read(text)!.AbsoluteUri.ShouldBe(ascii);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("meet.example/abc")]
    [InlineData("/abc")]
    [InlineData("//meet.example/abc")]
    [InlineData("https:meet.example")]
    [InlineData("https:\\\\meet.example")]
    [InlineData("https://")]
    [InlineData("https:///abc")]
    [InlineData("ftp://meet.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hej")]
    [InlineData("mailto:anna@foretag.example")]
    [InlineData("https://meet.example/abc\r\nX-EVIL:1")]
    [InlineData("https://meet.example/abc\nX-EVIL:1")]
    [InlineData("https://meet.example/a b")]
    [InlineData("https://meet.example/a\tb")]
    [InlineData("https://meet.example/\0")]
    [InlineData("https://meet.example/\u202Egnp.exe")]
    [InlineData("https://meet.example/\u200B")]
    [InlineData("https://meet.example\\@evil.example/")]
    [InlineData("https://meet.example@evil.example/")]
    [InlineData("https://anna:hemligt@meet.example/")]
    [InlineData("https://meet.example/\"onclick")]
    public void Anything_else_is_none(string? text) => WebAddress.Is(text).ShouldBeFalse();
}
