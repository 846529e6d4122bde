using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace BusinessFocus.Testing;

/// <summary>Awaits what must come true, instead of sleeping for as long as it may take.</summary>
public static class Eventually
{
    /// <summary>After that it never comes: a machine that does much else is slow, and not wrong.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static Task TrueAsync(
        Func<Task<bool>> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        ValueAsync(async () => await condition() ? "yes" : null, within, what);

    /// <summary>The first value that is not null.</summary>
    public static async Task<T> ValueAsync<T>(
        Func<Task<T?>> probe, TimeSpan? within = null, [CallerArgumentExpression(nameof(probe))] string what = "")
        where T : class
    {
        var limit = within ?? Patience;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await probe() is { } value)
            {
                return value;
            }

            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what}");
            }

            await Task.Delay(20);
        }
    }
}
