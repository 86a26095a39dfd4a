// What agents wrote in the language it was said in: German at the office and at home, Spanish with her family, Arabic and Japanese from the parks.
import { type Diary, dayText, isoDay } from './diary'
import { PARKS } from './world'

// biome-ignore format: one sentence a line
const GERMAN = [
  'Möchte Besprechungen in Hamburg auf Deutsch, solange niemand dabei ist, der es nicht versteht', 'Der Betriebsrat will [bis {n}.{m}.|vor Ostern|in {n} Tagen] wissen, wer Rufbereitschaft macht', 'Swantje sagt, der Weg zur Anlage {n} ist [nach dem Regen nicht befahrbar|wieder frei]', 'Hauke ruft am liebsten vor acht an. Nicht zurückrufen, wenn es nur klingelt', 'Die Gemeinde bittet um [ein Schild|eine Bank|{n} Bäume] am Wanderweg', 'Für den Brief an den Bürgermeister: höflich, kurz, keine Zahlen', 'Lucía schreibt am {n}.{m}. einen Aufsatz über Windräder und will ein Foto von Anlage {n}', 'Jonas kocht [Grünkohl ohne Wurst|Labskaus mit Roter Bete und ohne alles andere|Bratkartoffeln], wenn die Nordseeleute kommen', 'Elternabend am {n}.{m}. um 19 Uhr, Jonas geht hin', 'Kein „Liebe Kolleginnen und Kollegen“. Einfach „Hallo zusammen“', 'Die Prüfplakette am Aufzug von Anlage {n} läuft im [Mai|Juni|Oktober] ab', 'Termin beim Steuerberater am {n}.{m}., Unterlagen liegen im [grauen|grünen] Ordner', 'Meike Folkerts: „Mit den Nachbarn rede ich, mit dem Anwalt redest du.“', 'Die Schlüssel für das Umspannwerk bekommt man bei [Malte|Silke|der Leitwarte] gegen Unterschrift', 'Frau Tietjen hat nichts gegen den Hund, aber gegen nasse Pfoten im Treppenhaus', 'Fahrkarte immer mit Sitzplatz, Ruhebereich, Tisch', 'Sagt „Moin“ bis abends und meint es so', 'Bei Sturm ab Stärke {n} bleibt das Boot in Wedel', 'Protokolle auf Englisch, Witze auf Deutsch',
  'Meike will für Fehnlohe [einen zweiten Anbieter|Funk statt Kabel|endlich eine Antwort], seit {n} Tagen',
  'Die Feuerwehr übt am {n}.{m}. in Hohe Geest, [bitte keine Besucher|Anfahrt von Norden|Kaffee gibt es bei Swantje]',
  'Lucías Klasse [fährt nach Wedel|braucht {n} Euro|sammelt Kastanien|hat hitzefrei], Zettel liegt auf dem Küchentisch',
  'Silke hat am {n}.{m}. [Urlaub|Geburtstag|Zahnarzt], die Reisen macht so lange Malte',
  'Der Hund war beim Tierarzt: [Ohren sauber, {n} Euro|zwei Kilo zu viel|Krallen geschnitten|nächste Impfung im Herbst]',
  'In der Kantine [freitags Fisch|nie die Suppe|mittwochs mit Olga], sie isst den Salat und sagt nichts dazu',
  'Uwe schreibt: Welle {n} Dezimeter, [wir fahren nicht|wir fahren|erst nach dem Wind]',
  'Wer um {n} Uhr noch im Büro ist, wird von Ferdinand [nach Hause geschickt|zum Bahnhof gebracht|gefragt, ob alles gut ist]',
  'Jürgen möchte die Zahlen [ohne Nachkommastellen|bis zum {n}. des Monats|nach Parks und nicht nach Ländern] und wird sie so bekommen',
  'Die Bürgerversammlung in [Hohe Geest|Fehnlohe|Kranichmoor] war [laut|kurz|freundlicher als gedacht]; {n} Leute, eine Frage zum Schatten',
  'Piet Harms sagt „schnell“ und meint [bis Freitag|noch heute|ohne Rückfragen]',
  'Sie duzt alle, außer [den Prüfern|Frau Tietjen|dem Bürgermeister]',
  'Der Steg in Wedel wird im [März|April] gestrichen, das Boot liegt so lange auf Platz {n}',
  'Einkaufszettel: [Quark, Dill, Leinöl|Mehl, Hefe, {n} Zitronen|Hundefutter, das ohne Huhn|Schwarztee, Kerzen, Briefmarken]',
  'Für die Nachtschicht in Akita gilt die deutsche Betriebsvereinbarung nicht, sagt Caro, und man soll es aufschreiben',
  'Der Kran kommt am {n}.{m}. über die B5 und darf nur nachts fahren',
]
// biome-ignore format: one sentence a line
const SPANISH = [
  'Con sus padres habla por teléfono los domingos a las seis, hora de Cádiz', 'Su madre quiere [las fotos de Lucía en papel|la receta de las lentejas|que llame menos y venga más]', 'Rocío pide que los avisos de parada por buitres lleguen [por teléfono|en español|antes de las siete]', 'Enrique Vidal: en agosto nada de soldar, [ni una chispa|hay bomberos en la puerta|aunque lo pida el fabricante]', 'Prefiere las actas de Sevilla en español, sin traducir', 'Antonio dice que el hielo de la Sierra se va a las [once|doce] y que el sensor miente', 'Para la feria de abril: vestido de su prima, no comprar nada', 'Álvaro trae aceite de Pilar, {n} litros, en [marzo|noviembre]', 'Paloma Rivas firma el día {n}; antes no insistir', 'En Tarifa no se reserva los lunes, está todo cerrado', 'No le gusta que la llamen “doña Marta”', 'La abuela de Zahara guarda las llaves, la segunda copia la tiene Teresa', 'Para los técnicos de Alisio: frases cortas, unidades siempre, nada de inglés', 'El {n} de [mayo|junio|septiembre] cumple años su padre: llamar antes de comer', 'Dice “ahora” y es dentro de una hora',
  'Gonzalo trabaja desde casa los [martes|jueves|viernes], y no se le llama antes de las [nueve|diez]',
  'En la Sierra hay {n} máquinas con hielo; [parada hasta mediodía|se sigue sin novedad|llamar a Antonio]',
  'Su padre ha contado {n} tomates en la azotea y quiere que conste',
  'Ana Belmonte cambia la revisión al día {n}, [por la grúa|por el levante|sin decir por qué]',
  'La receta del salmorejo: {n} tomates, pan de ayer, [nada de huevo|aceite de Pilar|y paciencia]',
  'Marisol manda los datos del radar [los lunes|a las {n}|cuando puede]; dieciséis cigüeñas el día {n}',
  'En Madrid, siempre andando desde [Atocha|Lavapiés], y con {n} minutos de sobra',
  'Teresa cría gallinas en Zahara; {n} huevos por semana y ninguno para vender',
  'Lucía le escribe a su abuela [en español, con faltas|cada quince días|solo dibujos]; no corregir nada',
  'Álvaro [llega el día {n}|no llega|duerme en el sofá] y trae [jamón, que ella no come|a Nico|la guitarra]',
  'Los de Alcornoques piden {n} extintores más [antes de junio|y un camión|por escrito]',
  'Paloma Rivas habla rápido y firma despacio',
  'Feliz cumpleaños a Inés el {n}, [con flores|por teléfono|sin preguntar la edad]',
  'Del flamenco no se habla durante la cena, se discute después',
  'Enrique tiene [vacaciones|cita médica|visita del ayuntamiento] el día {n}; queda su hermano de guardia',
]
// biome-ignore format: one sentence a line
const ARABIC = [
  'سعيد يفضل الاتصال صباحاً قبل العاشرة', 'في رمضان تبدأ الاجتماعات مع طنجة في الحادية عشرة', 'فاطمة الزهراء تقول إن الملح على العوازل أسوأ بعد الضباب، التوربين {n}', 'الجمارك في طنجة تطلب الأوراق بالفرنسية وليس بالإنجليزية', 'عيد ميلاد نورة في {n} مارس، وهي تحب الكتب', 'لا مواعيد يوم الجمعة بعد الظهر مع فريق طرفاية', 'هشام الفاسي يوقع كل شيء بخط يده، أرسلي نسختين', 'قطع الغيار تصل بعد {n} أسبوعاً على الأقل', 'نورة تترجم بنفسها، لا حاجة إلى مترجم', 'كلمة السر للبوابة تتغير كل شهر، اسألي سعيد بالهاتف فقط', 'تقول مارتا «إن شاء الله» وتعني موعداً',
  'سعيد في إجازة حتى يوم {n}، يحل محله أخوه يوسف', 'تطلب فاطمة الزهراء {n} خوذة جديدة قبل الصيف', 'اجتماع الرباط يوم {n}، القطار أفضل من السيارة', 'نورة لا تشرب القهوة بعد الظهر، قدمي لها الشاي', 'الرمل في المحولات، ينظفونها كل {n} يوماً', 'الفندق القديم في طنجة أهدأ، الغرفة {n}', 'هشام يقول إن الشبكة تحتمل {n} ميغاواط فقط يوم الأحد', 'والدة نورة دعتها إلى الكسكس يوم الجمعة', 'رقم البوابة الجنوبية هو {n}، والمفتاح عند الحارس', 'لا تكتبي الأسماء بالحروف اللاتينية في الرسائل الرسمية', 'الضباب حتى الساعة {n}، ثم رياح جيدة', 'طلب المدير صورة للمزرعة من الجو قبل شهر {m}',
]
// biome-ignore format: one sentence a line
const JAPANESE = [
  '藤井さんには必ず苗字で、メールの最初に天気のこと', '能代の会議は日本時間で16時から、録音しない', '台風の後の書類は{n}日以内に県へ提出', '遠藤さんは雪の日は電話に出ない。午後にかけ直す', '森田さんへのお土産は甘くないもの', '男鹿の{n}号機は冬の間、道路が閉まると点検できない', '肉を食べないことは秋田の宿にもう伝えてある', '愛子さんは四月からハンブルク、早朝の電話はもう要らない', '名刺は両手で。予備を{n}枚持って行く', '報告書の数字は全角にしない', '鍵は管理室、暗証番号は電話で聞く',
  '藤井さんは{n}日まで休み、代わりは工藤さん', '能代{n}号機、塩害の洗浄は月末', '秋田の米を{n}キロ、愛子さんの実家から毎年届く', '会議の資料は前の日の正午までに、紙でも用意', '遠藤さんの娘さんは{n}歳、風車の絵を描いてくれた', '新幹線は窓側、荷物は小さく', '船は午前{n}時に出る、遅れたら待たない', '森田さんは「検討します」と言ったら断りの意味', '温泉は好きだが熱すぎるのは苦手', 'お正月は{n}日まで誰にも連絡しない', '雪囲いは十一月の第{m}週まで', '冬の点検、{n}号機のはしごに氷',
]

type Tongue = { name: string; sentences: readonly string[] }
const TONGUES: readonly Tongue[] = [
  { name: 'de', sentences: GERMAN },
  { name: 'es', sentences: SPANISH },
  { name: 'ar', sentences: ARABIC },
  { name: 'ja', sentences: JAPANESE },
]

const PARK_NEWS: Record<string, readonly string[]> = {
  DE: [
    '{park}, {date}: {n} Anlagen am Netz, [ruhige Nacht|zwei Störungen, beide quittiert|Besuch vom Amt]',
    '{park}: [Mulchen der Wege|Ölwechsel an {n} Anlagen|Blattkontrolle] in der Woche vom {date}',
    '{lead} hat für {park} [neue Funkgeräte|{n} Helme|eine zweite Leiter] bestellt',
  ],
  ES: [
    '{park}, {date}: {n} máquinas en marcha, [sin novedad|dos paradas por aves|viento de levante]',
    '{lead} avisa: en {park} [cambian el transformador|vienen los de la revisión|no hay cobertura] desde el {date}',
    '{park}: faltan {n} [filtros|tornillos del quince|sacos de sal para el camino]',
  ],
  MA: [
    '{park} يوم {date}: {n} توربيناً تعمل، [ليلة هادئة|رياح قوية|عطل واحد تم إصلاحه]',
    '{lead} تطلب {n} مرشحات جديدة قبل {date}',
    '{park} : {n} turbines en marche le {date}, [rien à signaler|du sable partout|un visiteur du ministère]',
  ],
  JP: [
    '{park} {date}：{n}基運転中、[異常なし|雪のため一部停止|点検は来週]',
    '{lead}さんより：{park}の[船は波2メートルで欠航|道路は午後から通行可|部品は{n}日後に到着]',
  ],
}

/** Something said in another language; at times a park's daily line in the language of the place. */
export function tongues(diary: Diary) {
  const { random } = diary
  const decks = TONGUES.map(({ name, sentences }) => ({ name, draw: random.deck(sentences) }))
  const order = random.deck([0, 0, 0, 1, 1, 2, 3, 4, 4, 4])
  const parks = random.deck(PARKS.filter(({ country }) => country !== 'DK'))
  const slots = (day: number) => ({ n: random.int(2, 28), m: random.int(1, 12), date: isoDay(day) })
  return (day: number) => {
    const deck = decks[order()]
    if (deck !== undefined) {
      const text = random.say(deck.draw(), slots(day))
      return diary.put(day, {
        key: `${random.pick(['note', 'said', 'remember'])}_${deck.name}_${dayText(day).toLowerCase().replace(' ', '_')}`,
        value: random.chance(0.85) ? { text } : { text, language: deck.name },
        isAnother: true,
        hours: [6, 21],
      })
    }
    const park = parks()
    const text = random.say(random.pick(PARK_NEWS[park.country] ?? ['{park} {date}']), {
      ...slots(day),
      park: park.name,
      lead: park.lead,
    })
    diary.put(day, {
      key: `${park.slug}_daily_${isoDay(day)}`,
      value: { text },
      isAnother: true,
      child: ['ops'],
      hours: [4, 8],
    })
  }
}
