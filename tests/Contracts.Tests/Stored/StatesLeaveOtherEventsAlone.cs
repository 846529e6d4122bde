using System.Reflection;
using BusinessFocus.Domain.Decisions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests.Stored;

/// <summary>What <see cref="IState{TSelf}"/> promises: the same state for an event that it does not care about.</summary>
public sealed class StatesLeaveOtherEventsAlone
{
    private sealed record SomethingElse;

    public static TheoryData<Type> States => [.. Stores.All
        .SelectMany(service => service.Program.Assembly.GetTypes())
        .Where(Stores.IsState)];

    [Theory, MemberData(nameof(States))]
    public void It_is_the_same(Type state)
    {
        var test = GetType().GetMethod(nameof(StaysTheSame), BindingFlags.NonPublic | BindingFlags.Static)!;
        test.MakeGenericMethod(state).Invoke(null, null);
    }

    private static void StaysTheSame<TState>() where TState : class, IState<TState> =>
        TState.Initial.Evolve(new SomethingElse()).ShouldBeSameAs(TState.Initial);
}
