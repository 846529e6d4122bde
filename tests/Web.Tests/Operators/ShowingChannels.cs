using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Operators;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Operators;

/// <summary>What an operator reads of channels, before and after one is paused.</summary>
public sealed class ShowingChannels
{
    private static readonly ChannelView Paused = new()
    {
        Name = "email",
        IsPaused = true,
        Waiting = 12,
        CarriesSignIn = true,
        PausedAt = Some.At("2027-09-07T10:30Z"),
        PausedBy = new Actor { Name = "Olle Drift" },
        Reason = "Vi byter <server>",
    };

    private static readonly ChannelView Going = new() { Name = "sms", IsPaused = false, Waiting = 0, CarriesSignIn = false };

    [Fact]
    public async Task Each_says_how_it_is_and_how_many_wait_and_a_paused_one_since_when_by_whom_and_why()
    {
        var list = await ShowAsync<ChannelList>("sv-SE", new() { [nameof(ChannelList.Channels)] = new List<ChannelView> { Paused, Going }, [nameof(ChannelList.Now)] = Some.Now });

        list.ShouldContain("Pausad sedan tis 7 september kl. 12.30 av Olle Drift: Vi byter &lt;server&gt;");
        list.ShouldContain(">12</td>");
        list.ShouldContain("href=\"/drift/kanaler/email\">Återuppta<span class=\"unseen\"> E-post</span>");
        list.ShouldContain("href=\"/drift/kanaler/sms\">Pausa<span class=\"unseen\"> SMS</span>");
    }

    [Fact]
    public async Task Who_pauses_e_mail_is_told_before_that_nobody_signs_in_by_a_code()
    {
        (await ShowAsync<PauseMeans>("sv-SE", new() { [nameof(PauseMeans.Channel)] = Paused })).ShouldContain("Ingen kan logga in med kod, inte heller du.");
        (await ShowAsync<PauseMeans>("en-GB", new() { [nameof(PauseMeans.Channel)] = Paused })).ShouldContain("Nobody can sign in with a code, and neither can you.");
        var other = await ShowAsync<PauseMeans>("en-GB", new() { [nameof(PauseMeans.Channel)] = Going });
        other.ShouldNotContain("sign in");
        other.ShouldContain("0 notifications are waiting at the moment.");
    }

    private static async Task<string> ShowAsync<TPart>(string culture, Dictionary<string, object?> parameters) where TPart : IComponent
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        await using var services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPart>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
