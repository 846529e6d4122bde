using System.Diagnostics;

namespace BusinessFocus.Faults;

/// <summary>People register, everything is killed again and again, and then it is counted.</summary>
public static class FaultRun
{
    private const int Activities = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <returns>What does not hold; empty when everything does.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Options options, Action<string> write)
    {
        var data = options.Data ?? Directory.CreateTempSubdirectory("faults").FullName;
        var broken = await RunAsync(options, data, write);
        if (broken.Count == 0 && options.Data is null)
        {
            Directory.Delete(data, recursive: true);
        }
        else
        {
            write($"data and logs are in {data}");
        }

        return broken;
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Options options, string data, Action<string> write)
    {
        var clock = Stopwatch.StartNew();
        void Log(string step) => write($"{clock.Elapsed.TotalSeconds,6:0.0} s  {step}");

        Log($"{options.Registrations} registrations, {options.Faults} faults, --seed {options.Seed}");
        var random = new Random(options.Seed);
        await using var festival = await Festival.StartAsync(data, options.Instances, Log);

        // Some have seats for all who come, and some have not: those have a waiting list.
        var guestsEach = (double)options.Registrations / Activities;
        var activities = await festival.PlanAsync(Activities, activity => (int)Math.Ceiling(guestsEach * (activity % 3 == 0 ? 1 : 4)));
        Log($"{Activities} activities");

        using var limit = new CancellationTokenSource(Patience);
        using var guests = new Guests(festival.AtEachGateway(), activities, options.Registrations, options.Seed);
        var chaos = new Chaos(festival, random, options.Stops, Log);
        var coming = guests.RunAsync(limit.Token);
        for (var fault = 0; fault < options.Faults; fault++)
        {
            guests.Let((options.Registrations * (fault + 1) / options.Faults) - (options.Registrations * fault / options.Faults));
            await chaos.KillOneAsync(limit.Token);
        }

        await chaos.ReturnAsync();
        Log("all that was killed runs again");
        await coming;
        Log($"all have registered, {guests.Registered.Count(one => one.IsCancelled)} have cancelled; {guests.Repeats} requests were repeated");
        var busy = await Quiet.ComesAsync(festival);
        Log(busy.Count == 0 ? "all is quiet" : "it does not become quiet");
        var findings = await Findings.LookAsync(festival, activities, options.Registrations, guests);
        Log($"""
            killed: {string.Join(", ", chaos.Killed.OrderByDescending(each => each.Value).Select(each => $"{each.Key} {each.Value}"))} ({chaos.Killed.Values.Sum()} in all)
                      {findings.Notifications} notices by e-mail, {findings.Mails} mails; {findings.Repeats} notices handed over again, {findings.Duplicates} mails came twice
                      {findings.ToText()}
            """);
        return [.. busy, .. findings.Broken];
    }
}
