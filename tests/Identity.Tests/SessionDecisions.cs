using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Sessions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class SessionDecisions
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Account Anna = Account.Initial with { Id = Guid.NewGuid(), Exists = true };

    [Fact]
    public void Somebody_elses_session_is_not_there() =>
        EndSession.Decide(Anna, SessionOf(Guid.NewGuid()), Now).Refusal!.Problem.ShouldBe(EndSession.NoSuchSession);

    [Fact]
    public void One_that_is_over_is_not_ended_again()
    {
        EndSession.Decide(Anna, SessionOf(Anna.Id) with { EndedAt = Now }, Now).Events.ShouldBeEmpty();
        EndSession.Decide(Anna, SessionOf(Anna.Id) with { EndsAt = Now }, Now).Events.ShouldBeEmpty();
        EndSession.Decide(Anna, SessionOf(Anna.Id), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SessionWasEnded>();
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android")]
    [InlineData("curl/8.0", "")]
    [InlineData(null, "")]
    public void A_browser_is_named_in_a_few_words(string? userAgent, string name) => Browsers.NameOf(userAgent).ShouldBe(name);

    private static Session SessionOf(Guid account) => new() { Id = Guid.NewGuid(), AccountId = account, StartedAt = Now, EndsAt = Now.AddDays(30) };
}
