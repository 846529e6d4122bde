using System.Globalization;
using BusinessFocus.Load;

// Usage: Load RUN_JSON [SECONDS] [registrations|members|age|programme|planning|reminders|answers|report|emails|handover|sign-ins|token-check|availability|streams|webhooks …]: measures the festival that ./run serves, each beside
// its baseline in the same run. "Load bare-kestrel PORT FILE" is such a baseline, which the others start.
if (args[0] == BareKestrel.Command)
{
    await BareKestrel.ServeAsync(int.Parse(args[1], CultureInfo.InvariantCulture), args[2]);
    return;
}

var festival = await Festival.OpenAsync(args[0]);
var duration = TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10);
var wanted = args.Length > 2 ? args[2..] : ["registrations", "members", "programme", "planning"];

if (wanted.Contains("registrations"))
{
    await RegistrationsAsync();
}

if (wanted.Contains("members"))
{
    var push = await PushResult.MeasureAsync(festival);
    Console.WriteLine($"50,000 members pushed                {push.First:0.0} s, again {push.Again:0.0} s, memory of Registration at most {push.Growth:0} MB more");
}

if (wanted.Contains("age"))
{
    var young = await Rush.RunAsync(festival, activities: 200, clients: 32, duration);
    await Ageing.AddAsync(festival);
    var old = await Rush.RunAsync(festival, activities: 200, clients: 32, duration);
    Console.WriteLine($"""
        registrations before and after       {young.PerSecond:0} /s and {old.PerSecond:0} /s: each costs {young.PerSecond / old.PerSecond:0.00} times as much with {Ageing.Events:N0} events more
        """);
}

if (wanted.Contains("reminders"))
{
    var reminders = await Reminders.MeasureAsync(festival, duration);
    Console.WriteLine($"""
        100,000 reminders due at once        {reminders.PerSecond:0} /s, at most {reminders.InLine:N0} in line, memory of Notification {reminders.Before:0} MB before and at most {reminders.Megabytes:0} MB
        a confirmation meanwhile             p50 {reminders.P50:0} ms  p99 {reminders.P99:0} ms to the mail server's acceptance
          cores: {reminders.Shares}
        """);
}

if (wanted.Contains("answers"))
{
    var answers = await Answers.MeasureAsync(festival, duration);
    Console.WriteLine($"""
        answers to surveys, 32 clients       {answers.PerSecond:0} /s  p50 {answers.P50:0} ms  p99 {answers.P99:0} ms  ({answers.Failed} failed)
          cores: {answers.Shares}
        """);
}

if (wanted.Contains("report"))
{
    var report = await Reports.MeasureAsync(festival);
    Console.WriteLine($"""
        report of {Reports.Answers:N0} answers            p50 {report.Read.P50:0.0} ms  p99 {report.Read.P99:0.0} ms  ({report.Bytes:N0} bytes)
        the same as a page                   p50 {report.Page.P50:0.0} ms  p99 {report.Page.P99:0.0} ms
        two such editions compared           p50 {report.Compared.P50:0.0} ms  p99 {report.Compared.P99:0.0} ms
        counted again from the events        {report.Rebuilt:0.0} s
        """);
}

if (wanted.Contains("sign-ins"))
{
    var signIns = await SignInResult.MeasureAsync(festival, duration);
    Console.WriteLine($"""
        sign-ins by a mailed code, 16 at once {signIns.PerSecond:0.0} /s  p50 {signIns.P50:0} ms  p99 {signIns.P99:0} ms, the mail's way included
        refresh tokens traded, 16 at once    {signIns.RefreshesPerSecond:0} /s
        """);
}

if (wanted.Contains("token-check"))
{
    var check = await TokenCheck.MeasureAsync(festival);
    Console.WriteLine($"a token's check in a service         {check.Milliseconds:0.0000} ms, with {TokenCheck.Revoked:N0} revocations {check.WithRevocations:0.0000} ms");
}

if (wanted.Contains("emails"))
{
    var emails = await Emails.MeasureAsync(festival, count: 3_000);
    Console.WriteLine($"e-mails                              {emails.Service:0} /s  = {emails.Service / emails.Bare:0.00} of a bare MailKit loop's {emails.Bare:0} /s");
}

if (wanted.Contains("handover"))
{
    var (count, handedOver, accepted) = await Handovers.MeasureAsync(festival, perSecond: 200, duration);
    Console.WriteLine($"""
        event to hand-over, {count:N0} at 200 /s     p50 {handedOver.P50:0} ms  p99 {handedOver.P99:0} ms
        event to acceptance                  p50 {accepted.P50:0} ms  p99 {accepted.P99:0} ms
        """);
}

if (wanted.Contains("programme") || wanted.Contains("planning"))
{
    var edition = await LargeEdition.PlanAsync(festival);
    await edition.HeardByAllAsync();
    if (wanted.Contains("programme"))
    {
        foreach (var (what, path) in edition.Programmes)
        {
            var read = await ProgrammeReads.MeasureAsync(festival, path, clients: 16, duration);
            Console.WriteLine(
                $"{what,-36} {read.Gateway,8:0} /s  = {read.Gateway / read.Bare:0.00} of bare Kestrel's {read.Bare:0} /s for the same {read.Bytes:N0} bytes");
        }
    }

    if (wanted.Contains("planning"))
    {
        var suggest = await edition.SuggestAsync(requests: 200);
        var check = await edition.CheckAsync(requests: 200);
        Console.WriteLine($"""
            suggest times, 2,000 activities      p50 {suggest.P50:0.0} ms  p99 {suggest.P99:0.0} ms
            plan into a clash, refused           p50 {check.P50:0.0} ms  p99 {check.P99:0.0} ms
            report of all clashes                {await edition.ReportAsync():0} ms
            """);
    }
}

if (wanted.Contains("availability"))
{
    var read = await Availability.MeasureAsync(festival);
    Console.WriteLine($"""
        seats of 300 activities, one call    p50 {read.Kept.P50:0.0} ms  p99 {read.Kept.P99:0.0} ms  ({read.Bytes:N0} bytes)
        the same looked up each time         p50 {read.Anew.P50:0.0} ms  p99 {read.Anew.P99:0.0} ms
        their programme                      {read.Plain:N0} bytes, gzip {read.Gzip:N0}, brotli {read.Brotli:N0}
        """);
}

if (wanted.Contains("streams"))
{
    var streams = await Streams.MeasureAsync(festival);
    Console.WriteLine($"live streams on one gateway          {streams.Open:N0} open, {streams.Kilobytes:0.0} kB each");
}

if (wanted.Contains("webhooks"))
{
    Console.WriteLine($"deliveries to one webhook            {await WebhookDeliveries.MeasureAsync(festival):0} /s");
}

foreach (var (service, megabytes) in festival.Memory())
{
    Console.WriteLine($"memory of {service,-14} {megabytes,6:0} MB after the load");
}

async Task RegistrationsAsync()
{
    var latency = await Latency.MeasureAsync(festival, registrations: 300);
    Console.WriteLine($"201 to consumed, one at a time       p50 {latency.P50:0.0} ms  p99 {latency.P99:0.0} ms");
    await using (await SteadyStream.StartAsync(festival, perSecond: 200))
    {
        var loaded = await Latency.MeasureAsync(festival, registrations: 300);
        Console.WriteLine($"the same at 200 registrations/s      p50 {loaded.P50:0.0} ms  p99 {loaded.P99:0.0} ms");
    }

    foreach (var (what, activities, clients, baseline) in ((string, int, int, string)[])[
        ("registrations over 200 activities", 200, 32, "-N"), ("registrations for one activity", 1, 64, Pgbench.OneRow)])
    {
        // The baseline before and after: what else the machine does changes by the minute.
        var before = await Pgbench.RunAsync(festival, baseline, duration);
        var rush = await Rush.RunAsync(festival, activities, clients, duration);
        var pgbench = (before + await Pgbench.RunAsync(festival, baseline, duration)) / 2;
        Console.WriteLine($"""
            {what,-36} {rush.PerSecond,8:0} /s  = {rush.PerSecond / pgbench:0.00} of pgbench's {pgbench:0} /s  p50 {rush.P50:0} ms  p99 {rush.P99:0} ms  refused {rush.Failed}
              cores: {rush.Shares}
            """);
    }
}
