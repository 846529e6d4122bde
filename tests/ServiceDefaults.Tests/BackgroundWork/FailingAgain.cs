using BusinessFocus.ServiceDefaults.BackgroundWork;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.BackgroundWork;

/// <summary>What is due and fails at each attempt shows in the health, and what fails once does not.</summary>
public sealed class FailingAgain
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task One_that_fails_again_and_again_counts_until_it_is_done()
    {
        using var due = new Due(clock);
        await due.DealAsync("a", "b");
        await due.DealAsync("a", "b");
        due.FailingAgain.ShouldBe(0, "twice may be a lost race");

        await due.DealAsync("a", "b");
        due.FailingAgain.ShouldBe(2);
        due.Works.Add("a");
        await due.DealAsync("a", "b");
        due.FailingAgain.ShouldBe(1);
        due.Dealt.ShouldBe(["a"]);
    }

    [Fact]
    public async Task One_that_another_instance_has_dealt_with_is_heard_of_no_more_and_counts_no_more()
    {
        using var due = new Due(clock);
        for (var i = 0; i < 3; i++)
        {
            await due.DealAsync("a");
        }

        due.FailingAgain.ShouldBe(1);
        clock.Advance(TimeSpan.FromMinutes(6));
        due.FailingAgain.ShouldBe(0);
    }

    private sealed class Due(TimeProvider clock) : PollingService(clock, TimeSpan.FromSeconds(1))
    {
        public HashSet<string> Works { get; } = [];

        public List<string> Dealt { get; } = [];

        public Task DealAsync(params string[] found) => EachAsync(
            found,
            (one, _) =>
            {
                if (!Works.Contains(one))
                {
                    throw new InvalidOperationException(one);
                }

                Dealt.Add(one);
                return Task.CompletedTask;
            },
            (_, _) => { },
            CancellationToken.None);

        protected override Task PollAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        protected override void LogFailure(Exception failure)
        {
        }
    }
}
