using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Templating;
using BusinessFocus.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Templating;

/// <summary>What is found in a template before anybody gets a letter by it, and where.</summary>
public sealed class TemplateChecks
{
    private static readonly Templates Templates = new(NullLogger<Templates>.Instance);

    public static TheoryData<string> Keys => [.. TemplateKey.All.Select(key => key.ToString())];

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_comes_with_the_service_is_without_flaws(string key)
    {
        var found = TemplateKey.Find(key)!;
        TemplateCheck.FlawsIn(Templates.DefaultSource(found), found).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a¶¶b", "Rad 1, kolumn 1: här väntades en rad som börjar med subject:")]
    [InlineData("subject: a", "Rad 1, kolumn 11: här väntades en rad som börjar med heading:")]
    [InlineData("subject: a¶ämne: b¶---¶c", "Rad 2, kolumn 1: här väntades en rad som börjar med heading:")]
    [InlineData("subject: a¶heading: b¶c", "Rad 3, kolumn 1: här väntades en rad med ---.")]
    [InlineData("subject: a¶heading: b¶brief: c¶brief: d¶---¶e", "Rad 4, kolumn 1: här väntades en rad med ---.")]
    [InlineData("subject:¶heading: b¶---¶c", "Rad 1, kolumn 9: raden blir tom. (exemplet confirmed)")]
    [InlineData("subject: {% if seats == 'x' %}a{% endif %}¶heading: b¶---¶c", "Rad 1, kolumn 10: raden blir tom. (exemplet confirmed)")]
    [InlineData("subject: a¶heading: b¶---¶  ¶", "Rad 4, kolumn 1: texten blir tom. (exemplet confirmed)")]
    [InlineData("subject: a¶heading: b¶---", "Rad 3, kolumn 4: texten blir tom. (exemplet confirmed)")]
    public void The_parts_must_be_there(string source, string flaw) => FlawsIn(source, "confirmation.sv").ShouldBe([flaw]);

    [Theory]
    [InlineData("{{ name", "Rad 4, kolumn 8: här väntades }}.")]
    [InlineData("Hej {{ }}", "Rad 4, kolumn 8: här går det inte att läsa vidare.")]
    [InlineData("Hej¶{% if name %}¶hallå", "Rad 6, kolumn 6: här väntades {% endif %}.")]
    [InlineData("{% if name %}{% if name %}{% endfor %}{% endif %}", "Rad 4, kolumn 27: här väntades {% endif %}.")]
    [InlineData("Hej {% nu %}", "Rad 4, kolumn 8: taggen nu finns inte.")]
    [InlineData("{% if name %} {% nu %}{% endif %}", "Rad 4, kolumn 18: taggen nu finns inte.")]
    [InlineData("Hej {% endif %}", "Rad 4, kolumn 8: taggen endif hör inte till något som har börjat.")]
    [InlineData("{% include 'a' %}", "Rad 4, kolumn 4: taggen include finns inte.")]
    [InlineData("{% capture a %}b{% endcapture %}", "Rad 4, kolumn 4: taggen capture finns inte.")]
    [InlineData("{% for seat %}a{% endfor %}", "Rad 4, kolumn 8: taggen for är fel skriven.")]
    public void Liquid_must_be_right(string body, string flaw) => FlawsOf(body, "confirmation.sv").ShouldBe([flaw]);

    [Theory]
    [InlineData("{{ namn }}", "Rad 4, kolumn 4: variabeln namn finns inte.")]
    [InlineData("namn {{ name }} {{namn}}", "Rad 4, kolumn 19: variabeln namn finns inte.")]
    [InlineData("¶¶{% comment %}{{ namn }}{% endcomment %}{% raw %}{{ namn }}{% endraw %}{{- namn -}}", "Rad 6, kolumn 75: variabeln namn finns inte.")]
    [InlineData("{{ activity.titel }}", "Rad 4, kolumn 4: variabeln activity.titel finns inte.")]
    [InlineData("{{ activity.title }} {{ activity.title.sv }}", "Rad 4, kolumn 25: variabeln activity.title.sv finns inte.")]
    [InlineData("{{ activity['title'] }}", "Rad 4, kolumn 4: variabeln activity[ ] finns inte.")]
    [InlineData("{% if false %}{{ namn }}{% endif %}", "Rad 4, kolumn 18: variabeln namn finns inte.")]
    [InlineData("{% if name == 'namn' and namn %}a{% endif %}", "Rad 4, kolumn 26: variabeln namn finns inte.")]
    [InlineData("{% if false %}a{% elsif namn %}b{% endif %}", "Rad 4, kolumn 25: variabeln namn finns inte.")]
    [InlineData("{% unless true %}{{ namn }}{% else %}b{% endunless %}", "Rad 4, kolumn 21: variabeln namn finns inte.")]
    [InlineData("{% case seats %}{% when namn %}a{% else %}{{ name }}{% endcase %}", "Rad 4, kolumn 25: variabeln namn finns inte.")]
    [InlineData("{{ name | upcase | versal }}", "Rad 4, kolumn 20: filtret versal finns inte.")]
    [InlineData("{{ 'a | versal' | versal }}", "Rad 4, kolumn 19: filtret versal finns inte.")]
    [InlineData("{{ name | append: name }}", "Rad 4, kolumn 11: filtret append finns inte.")]
    [InlineData("{{ name | default: namn }}", "Rad 4, kolumn 20: variabeln namn finns inte.")]
    [InlineData("{{ x }}{% assign x = name %}{{ x }}", "Rad 4, kolumn 4: variabeln x finns inte.")]
    [InlineData("{% if name %}{% assign x = name %}{% endif %}{{ x }}", "Rad 4, kolumn 49: variabeln x finns inte.")]
    [InlineData("{{ (1..2000000000) }}", "Rad 4, kolumn 4: talserier finns inte.")]
    [InlineData("{% for n in (1..2000000000) %}a{% endfor %}", "Rad 4, kolumn 13: det går bara att räkna upp en lista.")]
    [InlineData("{% for letter in name %}a{% endfor %}", "Rad 4, kolumn 18: det går bara att räkna upp en lista.")]
    [InlineData("{{ visit.when }}", "Rad 4, kolumn 4: variabeln visit finns inte i confirmation.sv.")]
    [InlineData("{{ release.note }}", "Rad 4, kolumn 4: variabeln release finns inte i confirmation.sv.")]
    [InlineData("{{ from.title }}", "Rad 4, kolumn 4: variabeln from finns inte i confirmation.sv.")]
    public void A_name_that_does_not_exist_is_found_where_it_stands(string body, string flaw) => FlawsOf(body, "confirmation.sv").ShouldBe([flaw]);

    [Theory]
    [InlineData("{% for change in release.changes %}{{ change.activity.titel }}{% endfor %}", "Rad 4, kolumn 39: variabeln change.activity.titel finns inte.")]
    [InlineData("{% for change in release.changes %}{% endfor %}{{ change.isMoved }}", "Rad 4, kolumn 51: variabeln change finns inte.")]
    [InlineData("{% for change in release.changes %}{{ forloop.nummer }}{% endfor %}", "Rad 4, kolumn 39: variabeln forloop.nummer finns inte.")]
    [InlineData("a {{ forloop.index }}", "Rad 4, kolumn 6: variabeln forloop finns inte.")]
    [InlineData("{% for change in release.changed %}{{ change.isMoved }}{% endfor %}", "Rad 4, kolumn 18: variabeln release.changed finns inte.")]
    [InlineData("{{ release.changes[0].isNew }}", "Rad 4, kolumn 4: variabeln release.changes[ ].isNew finns inte.")]
    [InlineData("a {{ release.changes[1].isMoved }}", "Rad 4, kolumn 1: det som står här går inte alltid att skriva ut. (exemplet one-change)")]
    [InlineData("{{ activity.title }}", "Rad 4, kolumn 4: variabeln activity finns inte i programme-change.sv.")]
    public void Names_are_followed_through_loops(string body, string flaw) => FlawsOf(body, "programme-change.sv").ShouldBe([flaw]);

    [Theory]
    [InlineData("confirmation.sv", "{% assign x = activity %}{{ x.title }}")]
    [InlineData("confirmation.sv", "{% assign x = name | upcase %}{% if x %}{{ x | downcase }}{% endif %}")]
    [InlineData("confirmation.sv", "{% if seats == '1 plats' %}{% assign x = 'en' %}{% else %}{% assign x = 'flera' %}{% endif %}{{ x }}")]
    [InlineData("confirmation.sv", "{% case seats %}{% when '1 plats', '2 platser' %}a{% else %}b{% endcase %}")]
    [InlineData("confirmation.sv", "{% comment %}{{ namn }}{% endcomment %}{% raw %}{{ namn }}{% endraw %}")]
    [InlineData("confirmation.sv", "{{ name | truncate: 3, '…' }} {{ name.size | plus: 1 }}")]
    [InlineData("programme-change.sv", "{% for change in release.changes %}{{ forloop.index }} {{ change.activity.title }}{% unless forloop.last %}, {% endunless %}{% endfor %}")]
    [InlineData("programme-change.sv", "{% assign first = release.changes | first %}{{ first.activity.title }} {{ release.changes.first.whenBefore }} {{ release.changes.size }}")]
    [InlineData("programme-change.sv", "{% for change in release.changes limit: 2 %}{% for other in release.changes %}{{ other.isMoved }}{{ change.isMoved }}{% endfor %}{% else %}inget{% endfor %}")]
    public void What_is_right_passes(string key, string body) => FlawsOf(body, key).ShouldBeEmpty();

    [Fact]
    public void Every_flaw_is_told_at_once_by_line_and_column_also_in_the_head()
    {
        FlawsIn("subject: {{ a }}¶heading: {{ b }}¶brief: {{ c }}¶---¶å 🎉 {{ d }}¶{{ e }}", "survey.sv").ShouldBe([
            "Rad 1, kolumn 13: variabeln a finns inte.",
            "Rad 2, kolumn 13: variabeln b finns inte.",
            "Rad 3, kolumn 11: variabeln c finns inte.",
            "Rad 5, kolumn 9: variabeln d finns inte.",
            "Rad 6, kolumn 4: variabeln e finns inte.",
        ]);
        FlawsIn("subject: {{ a¶heading: {% b %}¶---¶{{ d }}", "survey.sv").Count.ShouldBe(2, "what can be read is read");
        TemplateCheck.FlawsIn("subject: {{ a }}\r\nheading: {{ b }}\r\n---\r\nc", TemplateKey.Find("survey.en")!).Select(flaw => flaw.En)
            .ShouldBe(["Line 1, column 13: there is no variable a.", "Line 2, column 13: there is no variable b."]);
    }

    [Fact]
    public void A_line_that_is_too_long_is_found_in_the_example_that_makes_it_so()
    {
        var flaws = FlawsIn($"subject: a¶heading: {{% unless isConfirmed %}}{new string('b', 200)}{{% endunless %}}c¶---¶d", "moved.sv");
        flaws.ShouldBe(["Rad 2, kolumn 10: raden blir 201 tecken lång, högst 200 får plats. (exemplet waiting)"]);
    }

    public static TheoryData<string> Hostile =>
    [
        new string('(', 15_000),
        "{{ " + new string('(', 15_000),
        "{% if " + new string('(', 15_000) + "name %}a{% endif %}",
        "{{ name" + string.Concat(Enumerable.Repeat("[name", 3_000)),
        string.Concat(Enumerable.Repeat("{% if name %}", 1_400)),
        string.Concat(Enumerable.Repeat("{% if name %}", 700)) + "a" + string.Concat(Enumerable.Repeat("{% endif %}", 700)),
        "{% if name" + string.Concat(Enumerable.Repeat(" and name", 2_000)) + " %}a{% endif %}",
        "{{ name" + string.Concat(Enumerable.Repeat(" | upcase", 2_000)) + " }}",
        "{{ name" + string.Concat(Enumerable.Repeat("\n| upcase", 2_000)),
        string.Concat(Enumerable.Repeat("{% for a in release.changes %}", 25)) + "a" + string.Concat(Enumerable.Repeat("{% endfor %}", 25)),
        string.Concat(Enumerable.Repeat("{% for a in release.changes %}", 12)) + new string('a', 15_000) + string.Concat(Enumerable.Repeat("{% endfor %}", 12)),
        string.Concat(Enumerable.Repeat("{{{%", 4_000)),
        new string('{', 15_000),
        string.Concat(Enumerable.Repeat("{% raw %}", 2_000)),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public Task Nothing_runs_away(string body)
    {
        // How fast says more of the machine: it ends, before anybody would give up.
        var cancellationToken = TestContext.Current.CancellationToken;
        return Task.Run(() => FlawsOf(body, "programme-change.sv"), cancellationToken).WaitAsync(Eventually.Patience, cancellationToken);
    }

    [Fact]
    public void A_loop_in_a_loop_in_a_loop_is_refused_when_it_says_too_much()
    {
        var body = string.Concat(Enumerable.Repeat("{% for a in release.changes %}", 12)) + new string('a', 1_000) + string.Concat(Enumerable.Repeat("{% endfor %}", 12));
        FlawsOf(body, "programme-change.sv").ShouldBe(["Rad 4, kolumn 1: det som står här går inte alltid att skriva ut. (exemplet several-changes)"]);
    }

    [Fact]
    public void Whoever_asks_for_what_another_kind_has_is_told_so_in_each_kind()
    {
        foreach (var key in TemplateKey.All)
        {
            var names = Vocabulary.Of(key.Kind);
            foreach (var other in TemplateKey.All.SelectMany(each => Vocabulary.Of(each.Kind).Keys).Distinct().Where(name => !names.ContainsKey(name)))
            {
                FlawsOf($"{{{{ {other} }}}}", key.ToString()).ShouldBe([$"Rad 4, kolumn 4: variabeln {other} finns inte i {key}."]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Each_name_that_a_kind_has_can_be_written_and_is_in_one_of_its_examples(string key)
    {
        var found = TemplateKey.Find(key)!;
        var variables = Vocabulary.Variables(found);
        foreach (var variable in variables)
        {
            // What is in a list is written by going through it: on some days there is nothing in it.
            var source = variable.Name.Split("[0].") is [var list, var member]
                ? $"a {{% for each in {list} %}}{{{{ each.{member} }}}}{{% endfor %}}"
                : $"a {{{{ {variable.Name} }}}}";
            FlawsOf(source, key).ShouldBeEmpty(variable.Name);
            if (variable.Name != "visit.decision" || found.Kind is not (NotificationKind.VisitProposal or NotificationKind.VisitReceived or NotificationKind.VisitChange or NotificationKind.VisitDelegation))
            {
                variable.Example.ShouldNotBeEmpty(variable.Name);
            }
        }

        variables.ShouldContain(new Variable("name", "Åsa Öberg"));
    }

    [Fact]
    public void A_template_decides_like_its_check()
    {
        var (key, now) = (TemplateKey.Find("survey.sv")!, Some.Now);
        var changed = ChangeTemplate.Decide(Templates.DefaultSource(key), key, "subject: a\nheading: b\n---\nc", "olle", now).Events.Single();
        changed.ShouldBe(new TemplateChanged("survey.sv", "subject: a\nheading: b\n---\nc", "olle", now));
        var after = Domain.Decisions.States.After<Template>([changed]);
        ChangeTemplate.Decide(after.Source!, key, "subject: a\nheading: b\n---\nc", "olle", now).Events.ShouldBeEmpty();
        ChangeTemplate.Decide(after.Source!, key, "subject: {{ x }}\nheading: b\n---\nc", "olle", now).Refusal!.Problem.ShouldBe(CommonProblems.Invalid);

        ResetTemplate.Decide(Template.Initial, key, "olle", now).Events.ShouldBeEmpty();
        var reset = ResetTemplate.Decide(after, key, "pia", now).Events.Single();
        Domain.Decisions.States.After<Template>([changed, reset]).ShouldBe(
            new Template { Version = 2, Source = null, ChangedBy = "pia", ChangedAt = now });
    }

    [Fact]
    public void A_letter_is_written_with_the_default_where_the_changed_template_fails_on_real_data()
    {
        var key = TemplateKey.For(NotificationKind.Confirmation, "sv");
        var model = Samples.Of(key)[0].Model;
        Templates.Render(key, model, new Template { Version = 1, Source = "subject: {{ seats }}!\nheading: b\n---\nc" }).Subject.ShouldBe("2 platser!");
        string[] failing = ["subject: {{ namn }}\nheading: b\n---\nc", "subject:\nheading: b\n---\nc", "no template"];
        foreach (var (number, source) in failing.Index())
        {
            Templates.Render(key, model, new Template { Version = 2 + number, Source = source }).Subject.ShouldStartWith("Du är anmäld: ");
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_letter_about_something_with_a_very_long_name_is_written_all_the_same(string key)
    {
        var found = TemplateKey.Find(key)!;
        var title = new string('a', 5_000);
        foreach (var model in Samples.Of(found).Select(sample => sample.Model))
        {
            var activity = model.Activity is null ? null : model.Activity with { Title = title };
            var changes = model.Release?.Changes.SelectMany(change => Enumerable.Repeat(change, 100)).ToList();
            Templates.Render(found, model with { Activity = activity, Release = changes is null ? null : model.Release! with { Changes = changes } }, null)
                .Subject.ShouldNotBeEmpty();
        }
    }

    private static IReadOnlyList<string> FlawsOf(string body, string key) => FlawsIn($"subject: a¶heading: b¶---¶{body}", key);

    /// <param name="source">With ¶ for the ends of lines.</param>
    private static IReadOnlyList<string> FlawsIn(string source, string key)
    {
        var flaws = TemplateCheck.FlawsIn(source.Replace('¶', '\n'), TemplateKey.Find(key)!);
        flaws.ShouldAllBe(flaw => flaw.Field == "source");
        return [.. flaws.Select(flaw => flaw.Sv)];
    }
}
